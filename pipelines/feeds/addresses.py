"""Which network addresses are public: what a stranger's link must not reach from here is not."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_UNICAST_V6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_LOW_32_BITS = 0xFFFFFFFF


def is_public(address: str) -> bool:
    """Whether an address literal belongs to a host anybody may reach; False for what is no address."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _public_v4(parsed) if isinstance(parsed, IPv4Address) else _public_v6(parsed)


def _public_v4(address: IPv4Address) -> bool:
    return address.is_global and not address.is_multicast


def _public_v6(address: IPv6Address) -> bool:
    inner = _embedded(address)
    if inner is not None:
        return _public_v4(inner)
    return address in _UNICAST_V6 and address.is_global


def _embedded(address: IPv6Address) -> IPv4Address | None:
    # A gateway on the way would unwrap these, so the inner address is the one that is reached.
    if address in _NAT64:
        return IPv4Address(int(address) & _LOW_32_BITS)
    return address.ipv4_mapped or address.sixtofour
