package io.countersign.server.access.security;

import io.countersign.domain.PrincipalId;
import java.util.UUID;

/**
 * Pseudonymous ids that follow from the request that made them, so that a repeat makes no other.
 */
public final class PrincipalIds {
  private static final int HEX_DIGITS = 20;

  private PrincipalIds() {}

  public static PrincipalId person(UUID from) {
    return new PrincipalId("usr_" + hex(from));
  }

  public static PrincipalId service(UUID from) {
    return new PrincipalId("svc_" + hex(from));
  }

  public static String session(UUID from) {
    return BearerToken.SESSION + hex(from);
  }

  public static String token(UUID from) {
    return BearerToken.TOKEN + hex(from);
  }

  /** Of a password. */
  public static String credential(UUID from) {
    return "pwd_" + hex(from);
  }

  /** Of a one-time secret to choose a password by. */
  public static String reset(UUID from) {
    return "rst_" + hex(from);
  }

  private static String hex(UUID id) {
    return id.toString().replace("-", "").substring(0, HEX_DIGITS);
  }
}
