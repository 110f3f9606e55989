package io.countersign.server;

/**
 * The address on which this server listens.
 *
 * @param scheme http or https
 * @param ip a literal address
 */
record ListenAddress(String scheme, String ip, int port) {
  /** For people on this machine. */
  String url() {
    var host = ip.equals("0.0.0.0") ? "127.0.0.1" : ip.equals("::") ? "[::1]" : bracketed();
    return scheme + "://" + host + ":" + port;
  }

  /** The configured one, if there is one: for people elsewhere. */
  String orUrl(String configured) {
    return configured.isEmpty() ? url() : configured;
  }

  private String bracketed() {
    return ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
  }
}
