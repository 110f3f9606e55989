package io.countersign.domain.alert;

import java.util.UUID;

/** One mute: {@code mute_} and a UUID without hyphens. */
public record MuteId(String value) {
  public MuteId {
    if (!value.matches("mute_[0-9a-f]{32}")) {
      throw new IllegalArgumentException("not a mute id: " + value);
    }
  }

  /** The same request, sent again, asks for the same mute. */
  public static MuteId of(UUID request) {
    return new MuteId("mute_" + request.toString().replace("-", ""));
  }

  @Override
  public String toString() {
    return value;
  }
}
