package io.countersign.domain.access;

import io.countersign.domain.Digest;
import io.countersign.domain.PrincipalId;
import io.countersign.domain.Role;
import java.util.Map;
import java.util.UUID;

/** One grant: {@code grt_} and 20 hex digits. */
public record GrantId(String value) {
  private static final int HEX_DIGITS = 20;

  public GrantId {
    if (!value.matches("grt_[0-9a-f]{20}")) {
      throw new IllegalArgumentException("not a grant id: " + value);
    }
  }

  /** The same request, sent again, gives the same. */
  public static GrantId of(UUID request) {
    return new GrantId("grt_" + request.toString().replace("-", "").substring(0, HEX_DIGITS));
  }

  /** Of a role that a principal holds over everything: there is one at a time. */
  public static GrantId everywhere(PrincipalId principal, Role role) {
    var named =
        Digest.ofJson(
            Map.of("t", "countersign-role/1", "principal", principal.value(), "role", role.name()));
    return new GrantId("grt_" + named.hex().substring(0, HEX_DIGITS));
  }

  @Override
  public String toString() {
    return value;
  }
}
