package io.countersign.bench.calendar;

import io.countersign.bench.Benchmark;
import io.countersign.bench.Figure;
import io.countersign.domain.calendar.CalendarId;
import io.countersign.domain.calendar.CalendarIndex;
import io.countersign.domain.calendar.CalendarKind;
import io.countersign.domain.calendar.CalendarScope;
import io.countersign.domain.calendar.CalendarTarget;
import io.countersign.domain.calendar.CalendarTarget.Place;
import io.countersign.domain.calendar.Timeline;
import io.countersign.domain.calendar.rule.Horizon;
import io.countersign.domain.calendar.rule.Occurrences;
import io.countersign.domain.catalog.EntityId;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The benchmark {@code calendar}: whether rules mean what they say, in 33 zones, and how many
 * states are told a second.
 */
@Command(
    name = "calendar",
    description = "Compares rules of calendars with a second reading of them, and times states.")
public final class CalendarBenchmark implements Benchmark {
  private static final int CALENDARS = 60;
  private static final int TARGETS = 500;
  private static final int ASKED = 400_000;
  private static final double WANTED = 10_000;
  private static final double NANOS = 1e9;
  private static final Instant NOW = Instant.parse("2026-11-27T00:00:00Z");

  @Option(names = "--triples", paramLabel = "N", description = "Compared (default: 1,000,000).")
  private int triples = 1_000_000;

  @Option(names = "--seed", paramLabel = "N", description = "Other rules (default: 1).")
  private long seed = 1;

  @Override
  public void run(Consumer<Figure> figures, PrintStream progress) {
    progress.println("comparing " + triples + " triples of rule, zone and instant");
    var comparison = new OracleComparison(seed);
    while (comparison.asked() < triples) {
      comparison.rule();
    }
    figures.accept(Figure.of("calendar", "oracle", "triples", comparison.asked()));
    figures.accept(Figure.of("calendar", "oracle", "open", comparison.open()));
    figures.accept(
        Figure.of("calendar", "oracle", "disagreements", comparison.disagreements()).atMost(0));
    progress.println("asking for states");
    figures.accept(
        Figure.of("calendar", "state", "perSecond", perSecond()).timed().atLeast(WANTED));
  }

  /** With the first asking for each sort of target, which computes its timeline. */
  private double perSecond() {
    var random = new Random(seed);
    var index = index(random);
    var targets = targets(random);
    long from = System.nanoTime();
    long open = 0;
    for (int i = 0; i < ASKED; i++) {
      var at = NOW.plus(Duration.ofMinutes(random.nextInt(400 * 24 * 60)));
      open += index.state(targets.get(random.nextInt(TARGETS)), at).isOpen() ? 1 : 0;
    }
    double seconds = (System.nanoTime() - from) / NANOS;
    if (open == 0 || open == ASKED) {
      throw new IllegalStateException("states that are all the same: " + open);
    }
    return ASKED / seconds;
  }

  private static CalendarIndex index(Random random) {
    var kinds = CalendarKind.values();
    var calendars = new ArrayList<Timeline>();
    for (int i = 0; i < CALENDARS; i++) {
      var entry = OracleComparison.entry(RandomRule.of(random));
      var horizon = Horizon.from(NOW);
      calendars.add(
          new Timeline(
              CalendarId.named("c" + i).orElseThrow(),
              kinds[random.nextInt(kinds.length)],
              scope(random),
              random.nextBoolean(),
              Occurrences.of(List.of(entry), NOW, horizon),
              horizon));
    }
    return new CalendarIndex(calendars);
  }

  private static CalendarScope scope(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> CalendarScope.ORGANISATION;
      case 1, 2 -> CalendarScope.parse("environment=e" + random.nextInt(4));
      case 3, 4, 5 -> CalendarScope.parse("team=t" + random.nextInt(20));
      default -> CalendarScope.parse(entity(random.nextInt(TARGETS)).toString());
    };
  }

  private static List<CalendarTarget> targets(Random random) {
    var targets = new ArrayList<CalendarTarget>();
    for (int i = 0; i < TARGETS; i++) {
      targets.add(new CalendarTarget(List.of(place(i)), List.of(place(random.nextInt(TARGETS)))));
    }
    return targets;
  }

  private static Place place(int number) {
    return new Place(entity(number), "t" + number % 20);
  }

  private static EntityId entity(int number) {
    return EntityId.service("e" + number % 4, "s" + number);
  }
}
