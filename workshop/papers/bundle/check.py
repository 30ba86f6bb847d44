"""核对这个压缩包:文件有没有被改过,审计记录是不是当时写下的。只用 Python 自带的库,不联网。

用法:解压以后,在文件夹里运行  python 核对.py
"""

import csv
import hashlib
import json
import sys
from pathlib import Path


def commit(salt: bytes, parts: list[bytes]) -> bytes:
    """SHA-256 over the salt and the length-prefixed parts."""
    digest = hashlib.sha256(salt)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def check_files(folder: Path) -> list[str]:
    """Files of the list that are missing or differ."""
    wrong = []
    for line in (folder / "清单-sha256.txt").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        file = folder / name
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            wrong.append(f"文件「{name}」缺少或被改过")
    return wrong


def check_leaves(leaves: list[dict], links: dict[int, tuple[int, bytes]]) -> list[str]:
    """Leaves whose content does not give their commitment, or that stand in no seal."""
    wrong = []
    for leaf in leaves:
        parts = [str(leaf[name]).encode() for name in ("workshop_id", "at", "actor_id", "actor_name", "action")]
        parts += [leaf["subject"].encode(), leaf["detail"].encode()]
        commitment = commit(bytes.fromhex(leaf["salt"]), parts)
        if links.get(leaf["id"]) != (leaf["seal"], commitment):
            wrong.append(f"审计记录 {leaf['id']}({leaf['action']})与审计链不符")
    return wrong


def check_seals(chain: dict, links: dict[int, tuple[int, bytes]]) -> list[str]:
    """The first seal that its leaves and the one before it do not give."""
    by_seal: dict[int, list[tuple[int, bytes]]] = {}
    for leaf, (seal, commitment) in links.items():
        by_seal.setdefault(seal, []).append((leaf, commitment))
    previous = chain["previous"]
    for seal in chain["seals"]:
        leaves = sorted(by_seal.get(seal["seq"], []))
        digest = hashlib.sha256(f"{previous}\0{seal['seq']}\0{len(leaves)}".encode())
        for leaf, commitment in leaves:
            digest.update(leaf.to_bytes(8, "big") + commitment)
        previous = digest.hexdigest()
        if previous != seal["hash"]:
            return [f"审计链在第 {seal['seq']} 环断开"]
    return [] if previous == chain["head"] else ["审计链的末端与写明的不同"]


def main(folder: Path) -> int:
    """Says what is wrong, or that all is right; 0 or 1."""
    leaves = json.loads((folder / "审计链/记录.json").read_text(encoding="utf-8"))
    chain = json.loads((folder / "审计链/链.json").read_text(encoding="utf-8"))
    with (folder / "审计链/环.csv").open(encoding="utf-8", newline="") as file:
        links = {int(leaf): (int(seal), bytes.fromhex(value)) for seal, leaf, value in list(csv.reader(file))[1:]}
    wrong = check_files(folder) + check_leaves(leaves, links) + check_seals(chain, links)
    for sentence in wrong:
        sys.stdout.write(f"✗ {sentence}\n")
    if not wrong:
        sys.stdout.write(f"✓ 文件没有被改过;{len(leaves)} 条审计记录都在链上\n")
        sys.stdout.write(f"  链的末端 {chain['head']}\n  请和车间其他日子打印出来的末端、县里保存的末端对照\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent))
