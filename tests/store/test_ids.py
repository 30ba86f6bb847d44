"""Keys made by the program."""

from concurrent.futures import ThreadPoolExecutor

from workshop.store.ids import new_id


def test_a_hundred_thousand_keys_made_at_once_differ():
    with ThreadPoolExecutor(4) as pool:
        keys = [key for made in pool.map(lambda _: [new_id() for _ in range(25_000)], range(4)) for key in made]
    assert len(set(keys)) == 100_000


def test_a_key_fits_a_signed_column_and_sorts_by_time():
    first, second = new_id(), new_id()
    assert 0 < first < second < 1 << 63
