package io.countersign.server.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ledger.remediation.OpenLoops.Kind;
import io.countersign.ledger.remediation.OpenLoops.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One loop whose poke fails starves no other. */
class LoopSweepTest {
  private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

  private final Engine engine = new Engine();
  private final Map<Duration, Runnable> alarms = new HashMap<>();
  private List<Loop> open = List.of();
  private Instant now = NOW;
  private final LoopSweep sweep =
      new LoopSweep(
          at -> open.stream().filter(it -> !it.dueAt().isAfter(at)).toList(),
          engine,
          () -> now,
          (wait, work) -> alarms.put(wait, work),
          Duration.ofSeconds(30));

  @Test
  void aPokeThatFailsHoldsUpNoOther() {
    open = List.of(due("a", -30), due("broken", -20), due("b", -10));
    engine.broken.add("broken");
    sweep.pokeDue();
    assertThat(engine.poked).containsExactly("a", "b");
    engine.broken.clear();
    sweep.pokeDue();
    assertThat(engine.poked).as("and is tried again").contains("broken");
  }

  @Test
  void whatFailedIsTriedAfterAllOthersSoThatAnEngineThatIsGoneStarvesNone() {
    open = List.of(due("w", -50), due("x", -40), due("y", -30), due("z", -20), due("a", -10));
    engine.broken.addAll(List.of("w", "x", "y", "z"));
    sweep.pokeDue();
    assertThat(engine.asked).as("it's asked no further").containsExactly("w", "x", "y");
    engine.asked.clear();
    sweep.pokeDue();
    assertThat(engine.asked).startsWith("z", "a");
    assertThat(engine.poked).containsExactly("a");
  }

  @Test
  void whatIsDueSoonIsBegunAtItsTimeAndWhatIsntWantedIsLeft() {
    open = List.of(due("soon", 20), due("runs", 0), due("begun", 25), due("later", 200));
    engine.running.add("runs");
    sweep.pokeDue();
    sweep.pokeDue();
    assertThat(engine.poked).as("before its time it would only wait").isEmpty();
    assertThat(alarms).containsOnlyKeys(Duration.ofSeconds(20), Duration.ofSeconds(25));
    now = NOW.plusSeconds(25);
    engine.running.add("begun");
    alarms.values().forEach(Runnable::run);
    assertThat(engine.poked).as("and not twice").containsExactly("soon");
  }

  private static Loop due(String id, int seconds) {
    return new Loop(Kind.INCIDENT, id, NOW.plusSeconds(seconds));
  }

  /** An engine that keeps what it's asked for, and refuses some. */
  private static final class Engine implements LoopPokes {
    private final Set<String> broken = new HashSet<>();
    private final Set<String> running = new HashSet<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> poked = new ArrayList<>();

    @Override
    public boolean wants(Loop loop, Instant now) {
      return !running.contains(loop.id());
    }

    @Override
    public void poke(Loop loop) {
      asked.add(loop.id());
      if (broken.contains(loop.id())) {
        throw new IllegalStateException("broken on purpose");
      }
      poked.add(loop.id());
    }
  }
}
