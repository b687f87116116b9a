"""A sealed stream opens whole with its key, and in no other way."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordee.files.fault import BadInput
from cordee.service.project.backup import sealed
from cordee.service.project.backup.key import make_key, read_key

KEY = bytes(range(32))
HEAD = len(sealed.MAGIC) + 32


@pytest.fixture(autouse=True, scope="module")
def _small_chunks():
    """Sixteen bytes instead of a mebibyte, so that small contents have many chunks."""
    kept, sealed.CHUNK = sealed.CHUNK, 16
    yield
    sealed.CHUNK = kept


def seal(content: bytes, key: bytes = KEY) -> bytes:
    out = io.BytesIO()
    sealer = sealed.Sealer(out, key)
    for start in range(0, len(content), 7):
        sealer.write(content[start : start + 7])
    sealer.close()
    return out.getvalue()


def opened(content: bytes, key: bytes = KEY) -> bytes:
    return b"".join(sealed.unsealed(io.BytesIO(content), key, "backup"))


@given(st.binary(max_size=200))
def test_what_goes_in_comes_out(content: bytes):
    assert opened(seal(content)) == content


@given(st.binary(min_size=1, max_size=120), st.data())
def test_a_changed_bit_anywhere_shows(content: bytes, data: st.DataObject):
    whole = bytearray(seal(content))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(BadInput):
        opened(bytes(whole))


@given(st.binary(max_size=120), st.data())
def test_a_cut_anywhere_shows(content: bytes, data: st.DataObject):
    whole = seal(content)
    with pytest.raises(BadInput):
        opened(whole[: data.draw(st.integers(0, len(whole) - 1))])


def test_chunks_in_another_order_show():
    whole = seal(bytes(64))
    step = 16 + 16
    first, second = whole[HEAD : HEAD + step], whole[HEAD + step : HEAD + 2 * step]
    with pytest.raises(BadInput):
        opened(whole[:HEAD] + second + first + whole[HEAD + 2 * step :])


def test_a_part_of_another_backup_shows():
    one, other = seal(bytes(64)), seal(bytes(64))
    with pytest.raises(BadInput):
        opened(one[:HEAD] + other[HEAD:])


def test_two_backups_of_the_same_share_nothing():
    assert seal(bytes(64))[HEAD:] != seal(bytes(64))[HEAD:]


def test_another_key_opens_nothing():
    with pytest.raises(BadInput, match="the key is another one"):
        opened(seal(b"people"), bytes(32))


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path):
    path = tmp_path / "key"
    make_key(path)
    assert len(read_key(path)) == 32
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(BadInput, match="never overwritten"):
        make_key(path)
    (tmp_path / "other").write_text("not a key")
    with pytest.raises(BadInput, match="not a key"):
        read_key(tmp_path / "other")
