package io.countersign.server.access;

import io.countersign.domain.PrincipalId;
import io.countersign.server.access.security.BearerToken;
import java.util.UUID;

/**
 * Pseudonymous ids that follow from the request that made them, so that a repeat makes no other.
 */
final class PrincipalIds {
  private static final int HEX_DIGITS = 20;

  private PrincipalIds() {}

  static PrincipalId person(UUID from) {
    return new PrincipalId("usr_" + hex(from));
  }

  static PrincipalId service(UUID from) {
    return new PrincipalId("svc_" + hex(from));
  }

  static String session(UUID from) {
    return BearerToken.SESSION + hex(from);
  }

  static String token(UUID from) {
    return BearerToken.TOKEN + hex(from);
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "").substring(0, HEX_DIGITS);
  }
}
