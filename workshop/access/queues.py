"""The file by which a tablet's unsent queue leaves it: readable by this server alone (RSA-OAEP-256 around AES-256-GCM)."""

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app

from workshop.kernel.faults import Refused

FORMAT = "workshop-tablet-queue"
OAEP = padding.OAEP(mgf=padding.MGF1(algorithm=hashes.SHA256()), algorithm=hashes.SHA256(), label=None)


def open_queue(content: bytes) -> dict[str, Any]:
    """The queue in a file: device, device_epoch, high, events. Raises Refused for what is no such file or for another server."""
    try:
        file = json.loads(content)
        if not isinstance(file, dict) or file.get("format") != FORMAT:
            raise ValueError
        queue = file if file.get("cipher") == "none" else _decrypt(file)
        if not isinstance(queue["events"], list) or not str(queue["device_epoch"]):
            raise ValueError
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(
            "这不是平板导出的文件", "请在平板的「设置」里点「导出没上传的」,把那个文件原样拿来", "file"
        ) from error
    return queue


def _decrypt(file: dict[str, Any]) -> dict[str, Any]:
    key, iv, data = (base64.b64decode(file[name]) for name in ("key", "iv", "data"))
    private = serialization.load_der_private_key(current_app.extensions["workshop-keys"].export, None)
    assert isinstance(private, RSAPrivateKey)
    try:
        return json.loads(AESGCM(private.decrypt(key, OAEP)).decrypt(iv, data, None))
    except (ValueError, InvalidTag) as error:
        raise Refused(
            "这个文件不是给这台服务器的,或在路上损坏了", "请重新导出;换过服务器的请用旧服务器的密钥文件", "file"
        ) from error
