from __future__ import annotations

import pytest

from caveat.model.name import NameTables, Script
from caveat.screening.han import Chinese


@pytest.fixture(scope="module")
def chinese(names: NameTables) -> Chinese:
    """Return the reader of Chinese."""
    return Chinese(names)


def readings(chinese: Chinese, run: str) -> list[tuple[str, str]]:
    forms = chinese.read(run)
    return [(how, " ".join(texts)) for how, texts in ((forms.how, forms.texts), *forms.others)]


@pytest.mark.parametrize(
    ("run", "found"),
    [
        (
            "张伟明",
            [
                ("pinyin", "zhang weiming"),
                ("pinyin, by syllables", "zhang wei ming"),
                ("Wade-Giles", "chang wei ming"),
                ("surname as in Hong Kong", "cheung wei ming"),
            ],
        ),
        (
            "欧阳雪",
            [
                ("pinyin", "ouyang xue"),
                ("pinyin, by syllables", "ouyang xue"),
                ("Wade-Giles", "ouyang hsueh"),
            ],
        ),
        (
            "单强",
            [
                ("pinyin", "shan qiang"),
                ("pinyin, by syllables", "shan qiang"),
                ("Wade-Giles", "shan chiang"),
            ],
        ),
        (
            "林太郎",
            [
                ("pinyin", "lin tailang"),
                ("pinyin, by syllables", "lin tai lang"),
                ("Wade-Giles", "lin tai lang"),
                ("surname as in Hong Kong", "lam tai lang"),
            ],
        ),
        (
            "田中宏",
            [
                ("pinyin", "tian zhonghong"),
                ("pinyin, by syllables", "tian zhong hong"),
                ("Wade-Giles", "tien chung hung"),
                ("surname as in Japan", "tanaka hong"),
            ],
        ),
        (
            "长谷川花子",
            [
                ("pinyin", "changguchuanhuazi"),
                ("pinyin, by syllables", "chang gu chuan hua zi"),
                ("pinyin, nothing translated", "changguchuanhuazi"),
            ],
        ),
        (
            "長谷川花子",
            [
                ("pinyin", "changguchuanhuazi"),
                ("pinyin, by syllables", "chang gu chuan hua zi"),
                ("pinyin, nothing translated", "changguchuanhuazi"),
                ("surname as in Japan", "hasegawa huazi"),
            ],
        ),
        (
            "深圳紅山科技有限公司",
            [
                ("pinyin", "shenzhen hongshan technology =ltd"),
                ("pinyin, by syllables", "shenzhen hong shan technology =ltd"),
                ("pinyin, nothing translated", "shenzhenhongshankejiyouxiangongsi"),
            ],
        ),
        (
            "佐藤",
            [
                ("pinyin", "zuoteng"),
                ("pinyin, by syllables", "zuo teng"),
                ("pinyin, nothing translated", "zuoteng"),
            ],
        ),
    ],
)
def test_run_is_read(chinese: Chinese, run: str, found: list[tuple[str, str]]) -> None:
    assert readings(chinese, run) == found
    assert chinese.read(run).script is Script.HAN


def test_kana_is_told_from_han(chinese: Chinese) -> None:
    assert chinese.read("さくら銀行").script is Script.KANA
    assert readings(chinese, "さくら銀行")[0] == ("pinyin", "sakura bank")
