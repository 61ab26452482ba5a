import { BlockList, isIP, isIPv4 } from 'node:net';

export interface AddressGuard {
  /** Inside one of the networks that the operator has named as their own. */
  isOwn(address: string): boolean;
  /** Public, or inside a network of one's own. Anything that is no plain IP address is not. */
  admits(address: string): boolean;
}

/** Reserved for special use (RFC 6890 and its registries): hosts of one's own, neighbours, metadata services, nobody. */
const notPublic4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** All of IPv6 that is public lies here, */
const global6 = ['2000::/3'];
/** except these, some of which carry an IPv4 address inside. */
const notPublic6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/**
 * Decides where requests on behalf of an administrator may go: to no address behind the operator's own walls, unless
 * it is listed. `ownNetworks` are CIDR blocks.
 */
export function addressGuard(ownNetworks: readonly string[]): AddressGuard {
  const own = blocks(ownNetworks);
  const hidden4 = blocks(notPublic4);
  const hidden6 = blocks(notPublic6);
  const shown6 = blocks(global6);
  const isOwn = (address: string): boolean => isIP(address) > 0 && own(plain(address));
  return {
    isOwn,
    admits(address) {
      // a zone (fe80::1%eth0) makes it a neighbour's
      if (isIP(address) === 0 || address.includes('%')) return false;
      if (isOwn(address)) return true;
      const bare = plain(address);
      return isIPv4(bare) ? !hidden4(bare) : shown6(bare) && !hidden6(bare);
    },
  };
}

function blocks(networks: readonly string[]): (address: string) => boolean {
  const of4 = new BlockList();
  const of6 = new BlockList();
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    if (isIPv4(address)) of4.addSubnet(address, Number(prefix), 'ipv4');
    else of6.addSubnet(address, Number(prefix), 'ipv6');
  }
  return (address) => (isIPv4(address) ? of4.check(address, 'ipv4') : of6.check(address, 'ipv6'));
}

/** An IPv4 address that is mapped into IPv6 (::ffff:127.0.0.1, ::ffff:7f00:1) as what it is. */
function plain(address: string): string {
  if (isIPv4(address) || address.includes('%')) return address;
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(shortest);
  if (!mapped) return shortest;
  const [high, low] = [parseInt(mapped[1] ?? '', 16), parseInt(mapped[2] ?? '', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
