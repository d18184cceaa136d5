"""Images, opened by the child alone: bare pixels come out, no metadata with them."""

import contextlib
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
NEARLY = 2  # a picture less than so many times too large
CLOSE_ENOUGH = 1.5  # a larger one is first reduced by whole pixels to so many times what is wanted


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
    image.draft("RGB", _within(size, PREVIEW_SIDE))
    if image.width * image.height > MOST_DECODED:
        raise TooManyPixelsError
    image.load()
    frames, lies = _frames(image), image.width > image.height
    _turn_upright(image)
    if (image.width > image.height) != lies:
        size = (size[1], size[0])
    picture = _fitted(_plain(image), PREVIEW_SIDE)
    thumbnail = _fitted(picture, THUMBNAIL_SIDE)
    return Shown(size[0], size[1], frames, pixels_of(picture), pixels_of(thumbnail))


def _turn_upright(image: Image.Image) -> None:
    with contextlib.suppress(Exception):  # broken metadata say nothing about the picture
        ImageOps.exif_transpose(image, in_place=True)


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """Return how large a picture of `size` is where neither side may be longer than `side`."""
    longest = max(*size, side)
    return max(1, round(size[0] * side / longest)), max(1, round(size[1] * side / longest))


def _fitted(image: Image.Image, side: int) -> Image.Image:
    """Return `image` itself where it fits, else a smaller one, drawn quickly where it nearly fits."""
    size = _within(image.size, side)
    if size == image.size:
        return image
    near = image.width < NEARLY * size[0]
    kernel = Image.Resampling.HAMMING if near else Image.Resampling.LANCZOS
    return image.resize(size, kernel, reducing_gap=None if near else CLOSE_ENOUGH)


def _plain(image: Image.Image) -> Image.Image:
    """Return an image in RGB or RGBA; 16-bit grey is scaled, not cut."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    return image if image.mode == mode else image.convert(mode)


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
    return pixels_of(_fitted(_plain(image), THUMBNAIL_SIDE))
