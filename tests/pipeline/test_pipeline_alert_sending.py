"""Messages leave signed, arrive once as far as the protocol allows, and are tried again until they are given up."""

from __future__ import annotations

import json
import smtplib
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import factory
import pytest
from alert_help import SECRET, Receiver, mail_server, receiver, set_up, stored, told
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from domain.errors import SettingsError
from domain.outgoing import Mail, Outgoing, outgoing_from
from pipeline.alerts import mail, sending
from pipeline.alerts.destinations import BadDestinationError, destination
from pipeline.alerts.packing import pack_due
from pipeline.alerts.sending import send_due
from pipeline.alerts.signing import shown, verified
from pipeline.alerts.timing import LEASE, PAUSES
from store import audit, deliveries, webhooks
from store.db import connect
from store.deliveries import Delivery

NOON = factory.NOON
PAGES = "https://nghe.example"


def outgoing(found: Receiver) -> Outgoing:
    return Outgoing(PAGES, private_hosts=frozenset({found.host}))


def listed(dsn: str, user: int) -> list[Delivery]:
    with connect(dsn) as conn:
        return deliveries.listed(conn, user, 10)


def test_a_webhook_gets_a_signed_message(dsn: str) -> None:
    with receiver() as found:
        made = set_up(dsn, url=found.url)
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        assert [send_due(dsn, outgoing(found), lambda: NOON) for _ in range(2)] == [1, 0]
    ((headers, body),) = found.got
    assert verified(SECRET, headers, body)
    assert not verified(SECRET, headers, body + b" ")
    assert not verified(b"another", headers, body)
    assert headers["webhook-timestamp"] == str(int(NOON.timestamp()))
    said = json.loads(body)
    assert (said["posts"], said["id"]) == (1, headers["webhook-id"])
    (one,) = listed(dsn, made.user)
    assert (one.state, one.attempts, str(one.key)) == ("sent", 1, said["id"])
    with connect(dsn) as conn:
        newest = audit.newest(conn)[0]
    assert (newest.action, newest.who, newest.detail["posts"]) == ("alert_sent", None, 1)


def test_both_secrets_sign_while_a_key_is_changed(dsn: str) -> None:
    with receiver() as found:
        made = set_up(dsn, url=found.url)
        with connect(dsn) as conn:
            assert webhooks.rotate(conn, made.user, 1, b"the new one", NOON + timedelta(days=1))
            assert not webhooks.rotate(conn, made.user + 1, 1, b"stolen", NOON)
        for number, moment in enumerate((NOON, NOON + timedelta(days=2))):
            stored(dsn, told(number))
            pack_due(dsn, moment)
            send_due(dsn, outgoing(found), lambda moment=moment: moment)  # type: ignore[misc]
    (first, second) = found.got
    assert verified(SECRET, *first)
    assert verified(b"the new one", *first)
    assert not verified(SECRET, *second)
    assert verified(b"the new one", *second)
    assert shown(b"abc") == "whsec_YWJj"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_refused_message_is_tried_again_under_the_same_id_and_then_given_up(dsn: str, status: int) -> None:
    with receiver() as found:
        found.status = status
        made = set_up(dsn, url=found.url)
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        now = NOON
        for wait in (*PAUSES, timedelta()):
            assert send_due(dsn, outgoing(found), lambda: now) == 0  # noqa: B023  called at once
            assert send_due(dsn, outgoing(found), lambda: now) == 0  # noqa: B023
            now += wait
        (one,) = listed(dsn, made.user)
        assert (one.state, one.attempts) == ("dead", len(PAUSES) + 1)
        assert str(status) in one.trouble
        assert len({headers["webhook-id"] for headers, _ in found.got}) == 1
        found.status = 200
        with connect(dsn) as conn:
            assert not deliveries.again(conn, made.user + 1, one.id, now)
            assert deliveries.again(conn, made.user, one.id, now)
        assert send_due(dsn, outgoing(found), lambda: now) == 1
    assert len(found.got) == len(PAUSES) + 2


def test_a_message_whose_sender_was_killed_is_sent_by_the_next(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    with receiver() as found:
        made = set_up(dsn, url=found.url)
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        with monkeypatch.context() as patch:
            patch.setattr(sending.deliveries, "finish", killed)
            with pytest.raises(SystemExit):
                send_due(dsn, outgoing(found), lambda: NOON)
        assert send_due(dsn, outgoing(found), lambda: NOON + LEASE / 2) == 0
        assert send_due(dsn, outgoing(found), lambda: NOON + LEASE) == 1
    ids = [headers["webhook-id"] for headers, _ in found.got]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert listed(dsn, made.user)[0].attempts == 2


def test_a_worker_that_dies_while_packing_loses_nothing(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    made = set_up(dsn)
    stored(dsn, told(1), told(2))
    for step in ("look", "pack", "next_due"):
        with monkeypatch.context() as patch:
            patch.setattr(f"pipeline.alerts.packing.alerts.{step}", killed)
            with pytest.raises(SystemExit):
                pack_due(dsn, NOON)
    assert listed(dsn, made.user) == []
    assert pack_due(dsn, NOON) == 1
    with connect(dsn) as conn:
        assert len(deliveries.contents(conn, listed(dsn, made.user)[0].id, None)) == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://may.example/",
        "https://127.0.0.1/",
        "https://10.0.0.5/",
        "https://[::1]/",
        "https://169.254.169.254/latest",
        "https://localhost/",
        "https://may/",
        "https://lan:mat@may.example/",
        "https://may.example/#x",
        "https://may.example:0x/",
        "https:///x",
        "ftp://may.example/",
        "https://may.example/a b",
        "javascript:alert(1)",
        "",
    ],
)
def test_addresses_of_the_house_and_odd_ones_are_refused(url: str) -> None:
    with pytest.raises(BadDestinationError):
        destination(url, Outgoing())


def test_a_listed_host_of_the_house_may_be_reached_over_http() -> None:
    allowed = Outgoing(private_hosts=frozenset({"10.0.0.5:8080"}))
    assert destination("http://10.0.0.5:8080/x?y=1", allowed).path == "/x?y=1"
    assert destination("https://may.example/", allowed).port == 443
    with pytest.raises(BadDestinationError):
        destination("http://10.0.0.5:8081/", allowed)


def test_a_public_name_that_leads_into_the_house_is_not_followed(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(0, 0, 0, "", ("93.184.215.14", 443)), (0, 0, 0, "", ("192.168.0.7", 443))]
    monkeypatch.setattr("pipeline.alerts.webhook.socket.getaddrinfo", lambda *_, **__: answers)
    made = set_up(dsn, url="https://may.example/")
    stored(dsn, told(1))
    pack_due(dsn, NOON)
    assert send_due(dsn, Outgoing(), lambda: NOON) == 0
    assert listed(dsn, made.user)[0].trouble == "tên máy dẫn tới địa chỉ nội bộ"


def test_a_receiver_that_drips_its_answer_is_cut_off(dsn: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.alerts.webhook.DEADLINE", 0.3)
    with receiver() as found:
        found.drips = True
        made = set_up(dsn, url=found.url)
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        assert send_due(dsn, outgoing(found), lambda: NOON) == 0
    assert "không nối được" in listed(dsn, made.user)[0].trouble


def test_a_letter_arrives_in_vietnamese_with_its_id(dsn: str) -> None:
    with mail_server() as (box, port):
        set_up(dsn)
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        server = Outgoing(PAGES, Mail("127.0.0.1", port, "nghe@union.example", "none"))
        assert send_due(dsn, server, lambda: NOON) == 1
    (letter,) = box.letters
    assert letter["Subject"] == "[Lắng Nghe] Nợ lương: 1 tin mới"
    assert letter["To"] == "ban-tuyen-giao@union.example"
    assert letter["Message-ID"] == f"<{letter['Idempotency-Key']}@union.example>"
    assert f"{PAGES}/tin/1" in letter.get_content()


def test_an_address_that_the_mail_server_refuses_is_given_up_and_a_silent_server_is_tried_again(dsn: str) -> None:
    with mail_server() as (_, port):
        made = set_up(dsn, address="khong-co@union.example")
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        server = Outgoing(PAGES, Mail("127.0.0.1", port, "nghe@union.example", "none"))
        assert send_due(dsn, server, lambda: NOON) == 0
    assert listed(dsn, made.user)[0].state == "dead"
    stored(dsn, told(2))
    pack_due(dsn, NOON)
    for gone in (server, Outgoing(PAGES)):
        send_due(dsn, gone, lambda: NOON + timedelta(minutes=1))
    assert listed(dsn, made.user)[0].state == "waiting"


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of 127.0.0.1 shows, and who trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
    made = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    pem = made.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "mail.pem"
    file.write_bytes(private + pem)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    client = ssl.create_default_context(cadata=pem.decode())
    client.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return server, client


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_letters_go_over_tls_and_only_to_who_can_prove_its_name(
    dsn: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tls: str
) -> None:
    shows, trusts = certified(tmp_path)
    made = set_up(dsn)
    stored(dsn, told(1))
    pack_due(dsn, NOON)
    option = {"ssl": shows} if tls == "tls" else {"tls_context": shows, "require_starttls": True}
    with mail_server(**option) as (box, port):
        server = Outgoing(PAGES, Mail("127.0.0.1", port, "nghe@union.example", tls))  # type: ignore[arg-type]
        assert send_due(dsn, server, lambda: NOON) == 0
        assert "không nối được" in listed(dsn, made.user)[0].trouble
        monkeypatch.setattr(mail, "trust", lambda: trusts)
        assert send_due(dsn, server, lambda: NOON + timedelta(minutes=1)) == 1
    assert len(box.letters) == 1


def test_a_server_without_tls_gets_no_letter(dsn: str) -> None:
    with mail_server() as (box, port):
        made = set_up(dsn)
        stored(dsn, told(1))
        pack_due(dsn, NOON)
        server = Outgoing(PAGES, Mail("127.0.0.1", port, "nghe@union.example", "starttls", "lan", "mat-khau"))
        assert send_due(dsn, server, lambda: NOON) == 0
    assert box.letters == []
    assert listed(dsn, made.user)[0].state == "waiting"
    assert smtplib.SMTPNotSupportedError.__name__ in listed(dsn, made.user)[0].trouble


def test_settings_come_from_the_environment() -> None:
    given = {
        "LANGNGHE_URL": "https://nghe.union.example/",
        "LANGNGHE_MAIL_HOST": "mail.union.example",
        "LANGNGHE_MAIL_FROM": "nghe@union.example",
        "LANGNGHE_MAIL_PASSWORD": "rat-kin",
        "LANGNGHE_MAIL_DOMAINS": "union.example, Ldld.example",
        "LANGNGHE_WEBHOOK_HOSTS": "10.0.0.5:8443",
    }
    found = outgoing_from(given)
    assert found.pages == "https://nghe.union.example"
    assert found.mail == Mail("mail.union.example", 587, "nghe@union.example", "starttls", "", "rat-kin")
    assert found.mail_domains == {"union.example", "ldld.example"}
    assert "rat-kin" not in repr(found)
    assert outgoing_from({}).mail is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"LANGNGHE_URL": "nghe.example"},
        {"LANGNGHE_WEBHOOK_HOSTS": "10.0.0.5"},
        {"LANGNGHE_MAIL_TLS": "ssl"},
        {"LANGNGHE_MAIL_TLS": "none"},
        {"LANGNGHE_MAIL_PORT": "0"},
        {"LANGNGHE_MAIL_FROM": "nghe"},
    ],
)
def test_a_setting_that_cannot_be_used_is_said_by_name(wrong: dict[str, str]) -> None:
    given = {"LANGNGHE_MAIL_HOST": "mail.example", "LANGNGHE_MAIL_FROM": "nghe@union.example"}
    with pytest.raises(SettingsError, match=next(iter(wrong))):
        outgoing_from(given | wrong)
