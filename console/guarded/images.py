"""Images, opened by the child alone: bare pixels come out, no metadata with them."""

import io
import warnings
from dataclasses import dataclass

from PIL import AvifImagePlugin, Image, ImageOps

from console.evidence.records_files import PREVIEW_SIDE, THUMBNAIL_SIDE

FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/gif": ("GIF",),
    "image/webp": ("WEBP",),
    "image/bmp": ("BMP",),
    "image/tiff": ("TIFF",),
    "image/avif": ("AVIF",),
}
MOST_DECODED = 64_000_000  # pixels held at once
MOST_DECLARED = 220_000_000  # a telephone's largest photograph; JPEG decodes it at a fraction


class TooManyPixelsError(Exception):
    """The picture would not fit into memory."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of RGB or RGBA."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """What an image gives."""

    width: int
    height: int
    frames: int
    picture: Pixels
    thumbnail: Pixels


def load_formats() -> None:
    """Import the decoders of `FORMATS`, so that nothing needs to be opened later."""
    Image.init()
    Image.MAX_IMAGE_PIXELS = MOST_DECLARED
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # the child may not make others
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.new("RGB", (1, 1)).resize((2, 2), Image.Resampling.LANCZOS)


def show(data: bytes, media_type: str) -> Shown:
    """Return the first frame, upright and small. Raises: TooManyPixelsError, and whatever Pillow does."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS[media_type]) as image:
            return _shown(image)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise TooManyPixelsError from error


def _shown(image: Image.Image) -> Shown:
    size = image.size
    image.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
    if image.width * image.height > MOST_DECODED:
        raise TooManyPixelsError
    image.load()
    upright = _upright(image)
    if (upright.width > upright.height) != (image.width > image.height):
        size = (size[1], size[0])
    picture = _fitted(upright, PREVIEW_SIDE)
    thumbnail = _fitted(picture, THUMBNAIL_SIDE)
    return Shown(size[0], size[1], _frames(image), pixels_of(picture), pixels_of(thumbnail))


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001 -- broken metadata say nothing about the picture
        return image


def _fitted(image: Image.Image, side: int) -> Image.Image:
    plain = _plain(image)
    plain.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return plain


def _plain(image: Image.Image) -> Image.Image:
    """Return a copy in RGB or RGBA; 16-bit grey is scaled, not cut."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB").copy()


def _frames(image: Image.Image) -> int:
    try:
        return max(1, int(getattr(image, "n_frames", 1)))
    except Exception:  # noqa: BLE001 -- a broken later frame does not take away the first
        return 1


def pixels_of(image: Image.Image) -> Pixels:
    """Return the bare pixels of an RGB or RGBA image."""
    return Pixels(image.width, image.height, image.tobytes())


def thumbnail_of(image: Image.Image) -> Pixels:
    """Return the thumbnail of a page that was drawn."""
    return pixels_of(_fitted(image, THUMBNAIL_SIDE))
