package io.countersign.server.automation;

import io.countersign.domain.PrincipalId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target of a receiver: whom it is to tell.
 *
 * @param name {@code oncall:NAME}; empty for those whom the receiver itself is configured for
 * @param route by which; empty where none was taken
 * @param person who is on call
 * @param addresses theirs; none for the receiver's own
 * @param why in one sentence, without anybody's name
 */
public record NoticeTarget(
    String name, String route, @Nullable PrincipalId person, List<String> addresses, String why) {
  public NoticeTarget {
    addresses = List.copyOf(addresses);
  }

  /** The receiver itself. */
  public static NoticeTarget own(String route, String why) {
    return new NoticeTarget("", route, null, List.of(), why);
  }

  /** Without the addresses. */
  @Override
  public String toString() {
    return "NoticeTarget[" + name + ", " + route + ", " + person + "]";
  }
}
