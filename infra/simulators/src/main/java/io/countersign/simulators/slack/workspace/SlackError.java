package io.countersign.simulators.slack.workspace;

import java.util.List;

/** An error that a method of the Web API answers. */
public final class SlackError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> messages;

  public SlackError(String code, String... messages) {
    super(code);
    this.code = code;
    this.messages = List.of(messages);
  }

  public String code() {
    return code;
  }

  /** What is wrong in detail, as {@code response_metadata.messages} has it. */
  public List<String> messages() {
    return messages;
  }
}
