"""Random texts that tokenizers get wrong: scripts, emoji, controls, runs, marks, special tokens."""
import random

WORDS = """the a of and to in is you that it he was for on are as with his they I at be this have
from or one had by word but not what all were we when your can said there use an each which she do
how their if will up other about out many then them these so some her would make like him into time
has look two more write go see number no way could people my than first water been call who oil its
now find long down day did get come made may part internationalization antidisestablishmentarianism
we've I'll don't can't she'd HE'S They'RE it'Ll o'clock 'tis rock'n'roll""".split()
CHINESE = "你好世界今天天气很好我们一起去公园吧亲这件衣服还有货吗老师说明天不上课数据模型训练损失函数梯度下降"
OTHER = [
    "Привет, как дела?", "こんにちは世界、カタカナと漢字", "안녕하세요 세계", "مرحبا بالعالم", "שָׁלוֹם עוֹלָם",
    "नमस्ते दुनिया", "สวัสดีชาวโลก", "Γειά σου Κόσμε", "Ünïcödé naïve café", "cafe\u0301 n\u0303 A\u030a",
    "ﬁ ﬀ Ⅷ ½ ² ₃ ①", "ǅ ʰ ʻ", "\u1100\u1161\u11a8", "क्‍ष", "Ω Å K", "x\u0323\u0307 x\u0307\u0323",
    "٣٤٥ ৪৫ 𝟗𝟘 Ⅳ 四", "İstanbul ſ 'ſ 'S 'LL",
]
EMOJI = ["😀", "👩‍👩‍👧‍👦", "🏳️‍🌈", "👍🏽", "🇩🇪🇫🇷", "❤️", "☃", "🧑🏿‍🚀", "1️⃣", "\U0001FAE8"]
SPACES = [" ", "  ", "   ", "\t", "\n", "\r\n", "\n\n", " \n ", "\u00a0", "\u3000", "\u2003", "\u200b",
          "\u2028", "\u0085", "\v", "\f", "\r", "        ", "\n\n\n\n", "\t\t"]
CODE = ["def f(x):\n    return x+1\n", "for(int i=0;i<10;i++){a[i]+=2;}", "SELECT * FROM t WHERE a='b';",
        "https://example.com/a?b=c&d=1#e", "<div class=\"x\">&amp;</div>", "C:\\temp\\new", "$100,000.00",
        "1234567890", "3.14159", "2026-01-31", "a_b-c/d\\e|f", "!!!???...", "(((", "---===>>>", "''''", "▁▁x", "Ġ"]


def one(rng, specials):
    kind = rng.random()
    if kind < 0.30:
        return rng.choice(WORDS) if rng.random() < 0.7 else rng.choice(WORDS).capitalize()
    if kind < 0.40:
        return "".join(rng.choice(CHINESE) for _ in range(rng.randint(1, 8)))
    if kind < 0.50:
        return rng.choice(OTHER)
    if kind < 0.58:
        return rng.choice(EMOJI)
    if kind < 0.72:
        return rng.choice(SPACES) * rng.randint(1, 3)
    if kind < 0.80:
        return rng.choice(CODE)
    if kind < 0.85:
        return "".join(rng.choice("0123456789") for _ in range(rng.randint(1, 12)))
    if kind < 0.90:
        return rng.choice(specials)
    if kind < 0.94:
        return chr(rng.randint(0, 0x1F)) if rng.random() < 0.5 else chr(rng.randint(0x7F, 0x2FF))
    if kind < 0.97:
        return "".join(chr(rng.randint(0x300, 0x36F)) for _ in range(rng.randint(1, 4)))
    while True:
        c = rng.randint(0, 0x10FFFF) if rng.random() < 0.5 else rng.randint(0, 0x2FFFF)
        if not 0xD800 <= c <= 0xDFFF:
            return chr(c)


def text(rng, specials):
    joint = rng.choice(["", " ", " ", "  "])
    return joint.join(one(rng, specials) for _ in range(rng.randint(0, 14)))


def texts(seed, count, specials):
    rng = random.Random(seed)
    fixed = ["", " ", "\n", "a", " a", "  a", "a ", "a  ", "a\n\n b", "'", "'s", "'S", "x'ſ", "\u0000", "\ufeffx",
             "ab" * 200, "的" * 150, "".join(rng.choice("etaoinshr") for _ in range(400)), " " * 300, "7" * 100]
    made = fixed + [text(rng, specials) for _ in range(count)]
    return made[:count]
