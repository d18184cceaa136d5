"""Made-up people and orders for measuring: the same seed gives the same, some names common, most rare."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from faker.providers.address.ja_JP import Provider as JapaneseAddress
from faker.providers.person.de_DE import Provider as German
from faker.providers.person.en_US import Provider as English
from faker.providers.person.pt_BR import Provider as Brazilian
from faker.providers.person.zh_CN import Provider as Chinese

SEED = 20_261_123
FIRST = "山ヤマyama 川カワkawa 中ナカnaka 小コko 大オオo 高タカtaka 石イシishi 田タta 松マツmatsu 木キki 吉ヨシyoshi 井イi 上ウエue 下シモshimo 西ニシnishi 東ヒガシhigashi 北キタkita 南ミナミminami 長ナガnaga 森モリmori 林ハヤシhayashi 村ムラmura 原ハラhara 島シマshima 福フクfuku 黒クロkuro 白シラshira 青アオao 金カネkane 星ホシhoshi 桜サクラsakura 藤フジfuji 安アa 加カka 佐サsa 斎サイsai 遠エンen 近コンkon 清シミzu 三ミmi"
LAST = "田ダda 川ガワgawa 山ヤマyama 本モトmoto 村ムラmura 井イi 上ウエue 野ノno 原ハラhara 木ギgi 島シマshima 崎サキsaki 沢ザワzawa 口グチguchi 下シタshita 中ナカnaka 谷タニtani 藤トウto 橋ハシhashi 内ウチuchi 部ベbe 池イケike 岡オカoka 浦ウラura 林バヤシbayashi 尾オo 瀬セse 堀ホリhori 宮ミヤmiya 見ミmi"
GIVEN_FIRST = "太タta 健ケンken 翔ショウsho 美ミmi 花ハナhana 真マma 陽ヨウyo 大ダイdai 優ユウyu 結ユyu 愛アイai 直ナオnao 和カズkazu 裕ヒロhiro 智トモtomo 千チchi 彩アヤaya 恵メグmegu 春ハルharu 秋アキaki 光ミツmitsu 正マサmasa 信ノブnobu 雅マサmasa 莉リri"
GIVEN_LAST = "郎ロウro 太タta 子コko 奈ナna 香カka 美ミmi 斗トto 介スケsuke 也ヤya 樹キki 平ヘイhei 人トto 菜ナna 代ヨyo 輝キki 生オo 彦ヒコhiko 恵エe 乃ノno 里リri"
THINGS = "teapot kettle figure lamp doll plush kimono fan lantern bowl cup plate knife pen notebook poster artbook manga keychain badge watch camera lens guitar pedal synth speaker headphones earphones charger cable case bag wallet belt scarf coat sneakers sandals jersey cap umbrella towel futon pillow vase tray chopsticks whisk incense candle mirror clock radio turntable record cassette game console controller cartridge puzzle kit model robot train car ship tank".split()
KINDS = "small large vintage limited rare boxed unopened used mint signed first second blue red black white green silver golden ceramic iron copper wooden bamboo silk cotton leather glass paper lacquered painted carved folding portable wireless electric acoustic miniature antique handmade Nanbu Kutani Arita Imari Bizen Edo Kyoto Osaka Sendai".split()
JAPANESE_THINGS = "南部鉄器急須 日本酒グラス 抹茶茶碗 浮世絵ポスター ワイヤレスイヤホン 腕時計 万年筆 折りたたみ傘 和包丁 風呂敷 扇子 招き猫 こけし人形 フィギュア 限定版アートブック レコード盤 ゲームソフト 美少女プラモデル 鉄道模型 切手セット 古銭 帯留め 着物 浴衣 手ぬぐい 香炉 花瓶 漆器のお椀 箸置き 盆栽鋏".split()
CHINESE_PLACES = "北京市朝阳区建国路 上海市浦东新区世纪大道 广州市天河区体育西路 深圳市南山区科技园路 杭州市西湖区文三路 成都市锦江区春熙路 台北市信義區松仁路 香港九龍尖沙咀彌敦道".split()
CITIES = "Vancouver Toronto Springfield Riverton Lakewood Georgetown Fairview Salem Madison Bristol Leeds München Köln Łódź São_Paulo Curitiba Porto_Alegre Sydney Perth Auckland".split()
STREETS = "Oak Maple Cedar Pine Elm Hill River Lake Station Church Mill Park High King Queen Victoria Garden Spring Forest Meadow".split()
SUFFIXES = "Street Road Avenue Lane Drive Court Way Place".split()
HOSTS = "mail.example.com post.example.net example.org letters.example.jp inbox.example.co.jp webmail.example.cn".split()
HOST_WEIGHTS = (40, 20, 15, 12, 8, 5)


def _parts(text: str) -> list[tuple[str, str, str]]:
    return [(w[0], w[1:].rstrip("abcdefghijklmnopqrstuvwxyz"), w[1:].lstrip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガギグゲゴザジズゼゾダヂヅデドバビブベボァィゥェォャュョー")) for w in text.split()]  # fmt: skip


def _joined(first: str, last: str) -> list[tuple[str, str, str]]:
    return [(a[0] + b[0], a[1] + b[1], (a[2] + b[2]).title()) for a, b in product(_parts(first), _parts(last))]


@dataclass(frozen=True, slots=True)
class Person:
    """Names in the scripts the person uses, contacts and an address."""

    names: tuple[str, ...]
    mail: str
    phone: str
    country: str
    street: str
    city: str
    region: str
    postcode: str


class MadeUp:
    """Draws people and products; common ones more often."""

    def __init__(self, seed: int = SEED) -> None:
        self.dice = random.Random(seed)
        self._families = self._shuffled(_joined(FIRST, LAST))
        self._given = self._shuffled(_joined(GIVEN_FIRST, GIVEN_LAST))
        self._western_families = self._shuffled([*English.last_names, *German.last_names, *Brazilian.last_names])
        self._western_given = self._shuffled([*English.first_names, *German.first_names])
        self._chinese_families = list(Chinese.last_names)
        self._chinese_given = [str(n) for n in Chinese.first_names]

    def _shuffled(self, values: list) -> list:  # type: ignore[type-arg]  # names or triples of them
        values = list(dict.fromkeys(values))
        self.dice.shuffle(values)
        return values

    def _common_first(self, values: list):  # type: ignore[type-arg,no-untyped-def]  # as above
        return values[int(len(values) * self.dice.random() ** 2.5)]

    def person(self, number: int) -> Person:
        """Return the person with this number."""
        drawn = self.dice.random()
        if drawn < 0.45:  # noqa: PLR2004 -- the shares of docs/performance.md
            return self._japanese(number)
        return self._chinese(number) if drawn < 0.6 else self._western(number)

    def _japanese(self, number: int) -> Person:
        family, given = self._common_first(self._families), self._common_first(self._given)
        prefecture = self.dice.choice(list(JapaneseAddress.prefectures))
        return Person(
            (f"{family[0]} {given[0]}", f"{family[1]} {given[1]}", f"{given[2]} {family[2]}"),
            self._mail(given[2], family[2], number),
            f"+81 {self.dice.choice((70, 80, 90))} {self._digits(4)} {self._digits(4)}",
            "JP",
            f"{self.dice.choice(list(JapaneseAddress.towns))}{self.dice.randint(1, 40)}-{self.dice.randint(1, 20)}",
            self.dice.choice(list(JapaneseAddress.cities)),
            prefecture,
            f"{self._digits(3)}-{self._digits(4)}",
        )

    def _chinese(self, number: int) -> Person:
        family = self._common_first(self._chinese_families)
        given = self.dice.choice(self._chinese_given) + self.dice.choice(["", *self._chinese_given[:40]])
        return Person(
            (family + given,),
            self._mail("user", self._digits(6), number),
            f"+86 1{self._digits(2)} {self._digits(4)} {self._digits(4)}",
            "CN",
            f"{self.dice.choice(CHINESE_PLACES)}{self.dice.randint(1, 999)}号",
            "",
            "",
            self._digits(6),
        )

    def _western(self, number: int) -> Person:
        family, given = self._common_first(self._western_families), self._common_first(self._western_given)
        return Person(
            (f"{given} {family}",),
            self._mail(given, family, number),
            f"+1 {self.dice.randint(200, 989)} {self._digits(3)} {self._digits(4)}",
            self.dice.choice(("US", "CA", "DE", "BR", "GB")),
            f"{self.dice.randint(1, 9999)} {self._common_first(STREETS)} {self.dice.choice(SUFFIXES)}",
            self.dice.choice(CITIES).replace("_", " "),
            "",
            self._digits(5),
        )

    def _digits(self, count: int) -> str:
        return f"{self.dice.randrange(10**count):0{count}d}"

    def _mail(self, given: str, family: str, number: int) -> str:
        local = f"{given}.{family}".lower().replace(" ", "").encode("ascii", "ignore").decode()
        return f"{local}{number % 1000}@{self.dice.choices(HOSTS, HOST_WEIGHTS)[0]}"

    def products(self) -> list[str]:
        """Return what an order holds: one to three products, some named in Japanese."""
        return [self._product() for _ in range(self.dice.choice((1, 1, 1, 2, 3)))]

    def _product(self) -> str:
        if self.dice.random() < 0.35:  # noqa: PLR2004 -- the shares of docs/performance.md
            return f"{self.dice.choice(JAPANESE_THINGS)} {self.dice.choice(KINDS)}"
        return f"{self.dice.choice(KINDS)} {self.dice.choice(KINDS)} {self._common_first(THINGS)} {self.dice.randint(1, 400)}"

    def people(self, count: int) -> Iterator[Person]:
        """Give `count` people."""
        return (self.person(n) for n in range(count))
