package io.countersign.server.config.http;

import java.net.InetAddress;

/**
 * A range of addresses, such as 10.0.0.0/8.
 *
 * @param first any address in it
 * @param bits so many of its first bits are the range's
 */
public record Network(InetAddress first, int bits) {
  private static final int BITS = Byte.SIZE;

  /**
   * An address alone, or with the length of its prefix.
   *
   * @throws IllegalArgumentException with the complaint
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    try {
      var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = address.getAddress().length * BITS;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= all) {
        return new Network(address, bits);
      }
    } catch (IllegalArgumentException _) {
      // told below
    }
    throw new IllegalArgumentException("must be addresses such as 10.0.0.7 or 10.0.0.0/8");
  }

  public boolean contains(InetAddress address) {
    var mine = first.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int different = 0;
    for (int i = 0; i < bits; i++) {
      different |= (mine[i / BITS] ^ other[i / BITS]) & (1 << (BITS - 1 - i % BITS));
    }
    return different == 0;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
