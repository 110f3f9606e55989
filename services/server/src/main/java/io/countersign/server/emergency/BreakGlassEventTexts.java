package io.countersign.server.emergency;

import io.countersign.domain.emergency.BreakGlassEvent;
import io.countersign.server.summary.EventTexts;
import io.countersign.server.summary.Phrases;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The texts of what happens to break-glass. */
@Component
final class BreakGlassEventTexts implements EventTexts<BreakGlassEvent> {
  @Override
  public Class<BreakGlassEvent> vocabulary() {
    return BreakGlassEvent.class;
  }

  @Override
  public String text(BreakGlassEvent event) {
    return switch (event) {
      case BreakGlassEvent.Opened e ->
          "Break-glass %s was opened by %s for %s until %s%s"
              .formatted(
                  e.breakGlass(),
                  e.by(),
                  String.join(", ", new TreeSet<>(e.actions())),
                  Phrases.time(e.until()),
                  Phrases.reason(e.reason()));
      case BreakGlassEvent.TookEffect e ->
          "Break-glass %s is in effect, by %s; its review is owed until %s"
              .formatted(
                  e.breakGlass(),
                  Phrases.counted(e.by().size(), "person"),
                  Phrases.time(e.reviewBy()));
      case BreakGlassEvent.Closed e ->
          "Break-glass %s was closed by %s".formatted(e.breakGlass(), e.by());
      case BreakGlassEvent.Reviewed e ->
          "Break-glass %s was reviewed by %s, who holds it %s: %s"
              .formatted(
                  e.breakGlass(), e.by(), e.justified() ? "justified" : "unjustified", e.note());
      case BreakGlassEvent.AttemptRefused e -> Phrases.refusal(e);
    };
  }
}
