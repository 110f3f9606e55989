package io.countersign.server.web.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The place that a call comes from. What one caller has many of is one place: the addresses of this
 * machine's own loopback, or a network of IPv6.
 */
public final class CallSource {
  private static final int NETWORK_BYTES = 8;
  private static final String LOOPBACK = "loopback";

  /** Of what has no address. */
  static final String UNKNOWN = "unknown";

  private CallSource() {}

  public static String of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
        : address.getHostAddress();
  }
}
