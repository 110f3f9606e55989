package io.countersign.server.conversation.refused;

import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.server.automation.DoctorChecks;
import io.countersign.server.conversation.refused.RefusedPresses.Refused;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The doctor's word on deliveries of chats that aren't believed by a fault of the connection. */
@Component
public final class PressChecks implements DoctorChecks {
  private final RefusedPresses presses;

  public PressChecks(RefusedPresses presses) {
    this.presses = presses;
  }

  @Override
  public List<Check> all() {
    var checks = new ArrayList<Check>();
    presses
        .all()
        .forEach(
            (chat, refused) ->
                refused.stream()
                    .filter(it -> !reason(it.code()).isEmpty())
                    .map(it -> new Check("presses", chat, () -> health(chat, it)))
                    .forEach(checks::add));
    return checks;
  }

  private static ConnectionHealth health(String chat, Refused it) {
    return ConnectionHealth.broken(
        "%s %s refused since %s, %s: %s"
            .formatted(
                it.many(),
                it.many() == 1 ? "press" : "presses",
                it.since().truncatedTo(ChronoUnit.SECONDS),
                it.code(),
                reason(it.code())),
        advice(chat, it.code()));
  }

  /** Empty where it's no fault of the connection's: anybody can send what nobody signed. */
  private static String reason(String code) {
    return switch (code) {
      case "SIGNATURE_WRONG" -> "the signing secret isn't this app's";
      case "TIMESTAMP_STALE" -> "the clocks differ by more than 300 s";
      case "SECRET_UNAVAILABLE" -> "no signing secret can be read";
      default -> "";
    };
  }

  private static String advice(String chat, String code) {
    return code.equals("TIMESTAMP_STALE")
        ? "Set this machine's clock."
        : "Put the signing secret of the app (Basic Information) where `signingSecrets` of "
            + chat
            + " points to; this goes with the first delivery that is right.";
  }
}
