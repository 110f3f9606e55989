package io.countersign.server.access.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The place that a login comes from, as far as one caller can be told from another. */
final class LoginSource {
  /** A network of IPv6, all of whose addresses one caller may have. */
  private static final int NETWORK_BYTES = 8;

  private LoginSource() {}

  static String of(HttpServletRequest request) {
    return of(request.getRemoteAddr());
  }

  static String of(String address) {
    try {
      var ip = InetAddress.ofLiteral(address);
      return ip instanceof Inet6Address && !ip.isLoopbackAddress()
          ? HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), NETWORK_BYTES)) + "/64"
          : ip.getHostAddress();
    } catch (IllegalArgumentException _) {
      return "unknown";
    }
  }
}
