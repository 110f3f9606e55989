package io.countersign.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.catalog.EntityId;
import io.countersign.domain.incident.Cause;
import io.countersign.domain.incident.CorrelationSettings;
import io.countersign.domain.incident.Diagnoser;
import io.countersign.domain.incident.Diagnosis;
import io.countersign.domain.testing.Estate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Random worlds, random faults: where the fault was, and what was blamed. */
class DiagnosisPropertiesTest {
  private static final int EACH = Integer.getInteger("simulation.each", 10);
  private static final long FIRST = Long.getLong("simulation.seed", 1);

  /** One judged fault. */
  record Judged(
      long seed,
      int size,
      Fault.Kind kind,
      boolean measured,
      List<EntityId> roots,
      Diagnosis diagnosis,
      List<String> guilty) {
    boolean right() {
      return !diagnosis.causes().isEmpty()
          && roots.contains(diagnosis.causes().getFirst().entity());
    }

    boolean decided() {
      return diagnosis.decided();
    }

    boolean blamesInnocent() {
      return diagnosis.causes().stream()
          .findFirst()
          .map(Cause::change)
          .filter(change -> !guilty.contains(change))
          .isPresent();
    }
  }

  @Test
  void theRootIsNamed() {
    var judged = new ArrayList<Judged>();
    var undetected = new EnumMap<Fault.Kind, Integer>(Fault.Kind.class);
    for (var kind : Fault.Kind.values()) {
      int found = 0;
      for (long seed = FIRST * 100_000; found < EACH && seed < FIRST * 100_000 + 5 * EACH; seed++) {
        int size = size(seed);
        var episode = Episode.of(size, seed * 10 + kind.ordinal(), kind);
        if (episode.isEmpty()) {
          continue;
        }
        var one = judge(episode.get(), seed * 10 + kind.ordinal(), size);
        if (one.isEmpty()) {
          undetected.merge(kind, 1, Integer::sum);
          continue;
        }
        judged.add(one.get());
        found++;
      }
    }
    System.out.println(table(judged, undetected));
    assertThat(judged).isNotEmpty();
  }

  static int size(long seed) {
    return (int) new Dice(seed).magnitude(5, 500);
  }

  static Optional<Judged> judge(Episode episode, long seed, int size) {
    var incidents = new Incidents(episode.topology(), CorrelationSettings.DEFAULT);
    episode.arrivals().forEach(a -> incidents.take(a.alert(), a.at()));
    return incident(episode, incidents, 0)
        .map(
            it -> {
              var evidence = episode.evidence(it.alerts(), it.lastJoinedAt().plusSeconds(5));
              var diagnosis =
                  Diagnoser.diagnose(1, it.alerts().size(), evidence, Estate.THRESHOLDS);
              return new Judged(
                  seed,
                  size,
                  episode.faults().getFirst().kind(),
                  episode.isMeasured(0),
                  episode.roots(0),
                  diagnosis,
                  episode.guilty());
            });
  }

  /** The incident that most of the fault's alerts are in. */
  static Optional<Incidents.Growing> incident(Episode episode, Incidents incidents, int number) {
    var felt =
        episode.arrivals().stream()
            .filter(a -> episode.isFelt(number, a))
            .map(Alarms.Arrival::alert)
            .toList();
    return incidents.open().stream()
        .filter(it -> it.alerts().stream().anyMatch(felt::contains))
        .max(Comparator.comparingLong(it -> it.alerts().stream().filter(felt::contains).count()));
  }

  private static String table(List<Judged> judged, Map<Fault.Kind, Integer> undetected) {
    var text =
        new StringBuilder(
            "kind               n  measured right  decided right/dec innocent unseen\n");
    for (var kind : Fault.Kind.values()) {
      var of = judged.stream().filter(j -> j.kind() == kind).toList();
      text.append(row(kind.name(), of, undetected.getOrDefault(kind, 0)));
    }
    text.append(row("ALL", judged, 0));
    judged.stream()
        .filter(j -> (j.measured() && !j.right()) || j.blamesInnocent())
        .forEach(
            j ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s seed=%d size=%d root=%s top=%s\n",
                        j.kind(),
                        j.seed(),
                        j.size(),
                        j.roots(),
                        j.diagnosis().causes().stream()
                            .limit(2)
                            .map(c -> c.entity() + " " + c.kind() + " " + c.score())
                            .toList())));
    return text.toString();
  }

  private static String row(String name, List<Judged> all, int undetected) {
    var measured = all.stream().filter(Judged::measured).toList();
    long right = measured.stream().filter(Judged::right).count();
    var decided = measured.stream().filter(Judged::decided).toList();
    long rightly = decided.stream().filter(Judged::right).count();
    long innocent = all.stream().filter(Judged::blamesInnocent).count();
    return String.format(
        Locale.ROOT,
        "%-16s %4d %5d %5d %3d%% %5d %5d %3d%% %5d %5d\n",
        name,
        all.size(),
        measured.size(),
        right,
        measured.isEmpty() ? 0 : 100 * right / measured.size(),
        decided.size(),
        rightly,
        decided.isEmpty() ? 0 : 100 * rightly / decided.size(),
        innocent,
        undetected);
  }
}
