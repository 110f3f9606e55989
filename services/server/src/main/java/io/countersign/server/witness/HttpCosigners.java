package io.countersign.server.witness;

import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.ledger.log.Cosigners;
import io.countersign.ledger.log.key.Cosignatures;
import io.countersign.server.witness.CosigningAnswer.Cosigned;
import io.countersign.server.witness.CosigningAnswer.Forked;
import io.countersign.server.witness.CosigningAnswer.Larger;
import io.countersign.server.witness.CosigningAnswer.Unusable;
import io.countersign.server.witness.WitnessPolicy.Witness;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the witnesses of a policy cosign, all at once. Once the quorum is met the others have a short
 * while more; whoever takes longer answers for itself, and isn't asked again meanwhile.
 */
public final class HttpCosigners implements Cosigners {
  private static final Logger LOG = LoggerFactory.getLogger(HttpCosigners.class);

  /** Less than a turn of publication lasts. */
  private static final Duration LONGEST = Duration.ofSeconds(6);

  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration GRACE = Duration.ofMillis(200);

  private final WitnessPolicy policy;
  private final List<WitnessEndpoint> endpoints;
  private final Set<WitnessEndpoint> busy = ConcurrentHashMap.newKeySet();

  public HttpCosigners(WitnessPolicy policy, BoundedHttp http, InstantSource clock) {
    this(policy, http, clock, TIMEOUT);
  }

  HttpCosigners(WitnessPolicy policy, BoundedHttp http, InstantSource clock, Duration timeout) {
    this.policy = policy;
    var byUrl = new LinkedHashMap<URI, List<Witness>>();
    for (var witness : policy.witnesses()) {
      if (witness.url() != null) {
        byUrl.computeIfAbsent(witness.url(), _ -> new ArrayList<>()).add(witness);
      }
    }
    endpoints =
        byUrl.entrySet().stream()
            .map(it -> new WitnessEndpoint(it.getKey(), it.getValue(), http, clock, timeout))
            .toList();
  }

  @Override
  public String quorum() {
    return policy.quorum().words();
  }

  @Override
  public String policy() {
    return policy.lines();
  }

  @Override
  public Outcome cosign(Head head, LongFunction<List<String>> consistency) {
    return new Round(head).run(consistency);
  }

  /** Whether publication waits for none of them. */
  public boolean isNobodyAwaited() {
    return policy.isNone();
  }

  /** Those who are asked: each by the names that it has in the policy. */
  public List<String> names() {
    return endpoints.stream().map(WitnessEndpoint::names).toList();
  }

  /**
   * What one of them says of a head that was published, for a person who looks: asked now, though
   * it changes nothing where it cosigned that before.
   *
   * @param head with all of its signatures, by which is told when it cosigned it
   */
  public WitnessLook look(String name, Head head, LongFunction<List<String>> consistency) {
    var endpoint =
        endpoints.stream().filter(it -> it.names().equals(name)).findFirst().orElseThrow();
    return WitnessLook.of(endpoint, endpoint.ask(head, consistency), head);
  }

  private record Given(WitnessEndpoint endpoint, CosigningAnswer answer) {}

  /** One head, and who has said what of it. */
  private final class Round {
    private final Head head;
    private final LinkedBlockingQueue<Given> given = new LinkedBlockingQueue<>();
    private final Map<WitnessEndpoint, CosigningAnswer> answers = new LinkedHashMap<>();

    Round(Head head) {
      this.head = head;
    }

    Outcome run(LongFunction<List<String>> consistency) {
      int asked = 0;
      for (var it : endpoints) {
        if (busy.add(it)) {
          asked++;
          Thread.ofVirtual().name("witness-" + it.names()).start(() -> ask(it, consistency));
        }
      }
      await(asked);
      return outcome();
    }

    private void ask(WitnessEndpoint endpoint, LongFunction<List<String>> consistency) {
      CosigningAnswer answer = new Unusable("asking it failed");
      try {
        answer = endpoint.ask(head, consistency);
      } catch (RuntimeException e) {
        LOG.warn("the witness {} couldn't be asked", endpoint.names(), e);
      } finally {
        busy.remove(endpoint);
        given.add(new Given(endpoint, answer));
      }
    }

    private void await(int asked) {
      long end = System.nanoTime() + LONGEST.toNanos();
      boolean met = isMet();
      try {
        while (answers.size() < asked) {
          var next = given.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
          if (next == null) {
            return;
          }
          answers.put(next.endpoint(), next.answer());
          if (!met && isMet()) {
            met = true;
            end = Math.min(end, System.nanoTime() + GRACE.toNanos());
          }
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean isMet() {
      var cosigned = new HashSet<String>();
      for (var witness : policy.witnesses()) {
        if (signedBefore(witness)) {
          cosigned.add(witness.name());
        }
      }
      for (var answer : answers.values()) {
        if (answer instanceof Cosigned it) {
          it.lines().keySet().forEach(by -> cosigned.add(by.name()));
        }
      }
      return policy.metBy(cosigned);
    }

    /** At an earlier attempt, at which others were missing. */
    private boolean signedBefore(Witness witness) {
      return head.note()
          .lines()
          .anyMatch(it -> Cosignatures.time(witness.key(), it, head.note()).isPresent());
    }

    private Outcome outcome() {
      var lines = new ArrayList<String>();
      var problems = new ArrayList<String>();
      var contradictions = new ArrayList<Contradiction>();
      for (var endpoint : endpoints) {
        var answer = answers.getOrDefault(endpoint, new Unusable("it hasn't answered yet"));
        switch (answer) {
          case Cosigned it -> it.lines().values().forEach(line -> lines.add(line.text()));
          case Larger(var size) ->
              contradictions.add(new Contradiction(endpoint.keys(), size, false));
          case Forked(var size) ->
              contradictions.add(new Contradiction(endpoint.keys(), size, true));
          case Unusable _ -> {}
        }
        if (!(answer instanceof Cosigned)) {
          problems.add("witness " + endpoint.names() + ": " + answer.problem());
        }
      }
      return new Outcome(isMet(), lines, problems, contradictions);
    }
  }
}
