package io.countersign.connectors.transport;

import io.countersign.domain.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The name of a site by its address, the same however that is written. */
public final class SiteName {
  private static final int LONGEST = 200;

  private SiteName() {}

  /** Host, port where it's another than usual, and path: 1 to 200 characters. */
  public static String of(URI url) {
    boolean usual =
        url.getPort() == -1 || url.getPort() == ("https".equals(url.getScheme()) ? 443 : 80);
    var name =
        String.valueOf(url.getHost()).toLowerCase(Locale.ROOT)
            + (usual ? "" : ":" + url.getPort())
            + String.valueOf(url.getRawPath()).replaceAll("/+$", "");
    return name.length() <= LONGEST
        ? name
        : "sha256:" + Digest.of(name.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
