package io.countersign.connectors.spi;

import java.nio.charset.StandardCharsets;

/** A secret's value. It prints as nothing, so that it can't be logged by mistake. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = value;
  }

  /** The value itself: for a header or a signature, never for a text that is kept. */
  public String reveal() {
    return value;
  }

  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
