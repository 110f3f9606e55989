package io.countersign.server.witness;

import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.connectors.transport.HttpAnswer;
import io.countersign.ledger.log.Cosigners.Head;
import io.countersign.ledger.log.key.Cosignatures;
import io.countersign.server.witness.CosigningAnswer.Cosigned;
import io.countersign.server.witness.CosigningAnswer.Forked;
import io.countersign.server.witness.CosigningAnswer.Larger;
import io.countersign.server.witness.CosigningAnswer.Unusable;
import io.countersign.server.witness.WitnessPolicy.Witness;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * One address that cosigns, with the keys of whoever answers there (C2SP tlog-witness). What it
 * cosigned last is remembered only so that it needn't be asked: its answer corrects it.
 */
final class WitnessEndpoint {
  private static final int LONGEST = 64 * 1024;
  private static final int TRIES = 3;
  private static final long NOT_NAMED = -1;
  private static final String SIZE_TYPE = "text/x.tlog.size";

  /** Between its clock and ours; a cosignature says as of when a head is the last one. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final URI url;
  private final List<Witness> witnesses;
  private final BoundedHttp http;
  private final InstantSource clock;
  private final Duration timeout;
  private final AtomicLong known = new AtomicLong();

  WitnessEndpoint(
      URI url, List<Witness> witnesses, BoundedHttp http, InstantSource clock, Duration timeout) {
    this.url = url;
    this.witnesses = List.copyOf(witnesses);
    this.http = http;
    this.clock = clock;
    this.timeout = timeout;
  }

  String names() {
    return witnesses.stream().map(Witness::name).collect(Collectors.joining(", "));
  }

  /** Whoever cosigns there, by keys: unlike names these are never handed on. */
  String keys() {
    return witnesses.stream().map(it -> it.key().nameAndId()).collect(Collectors.joining(", "));
  }

  List<Witness> witnesses() {
    return witnesses;
  }

  /**
   * Asks, from the size that it cosigned last. That it has another tree is believed only of a size
   * that it has named in this conversation: a refusal without any may be anybody's that stands
   * between, and what is remembered may be wrong, so it's asked once more from nothing.
   */
  CosigningAnswer ask(Head head, LongFunction<List<String>> consistency) {
    long old = Math.min(known.get(), head.size());
    boolean named = false;
    for (int i = 0; i < TRIES; i++) {
      var answer = send(head, old, consistency);
      if (!(answer instanceof Outcome.Ok<HttpAnswer>(var got))) {
        return new Unusable(answer instanceof Outcome.Failed<HttpAnswer> it ? it.message() : "");
      }
      long size = got.status() == 409 ? size(got) : NOT_NAMED;
      if (size > head.size()) {
        return new Larger(size);
      }
      if (size == NOT_NAMED && (named || old == 0 || !contradicts(head, old, got))) {
        return judged(head, old, got);
      }
      named = size != NOT_NAMED;
      old = Math.max(size, 0);
      known.set(old);
    }
    return new Unusable("it names another size each time");
  }

  /** Without a size it says that it has another tree of this one, and has to have one. */
  private static boolean contradicts(Head head, long old, HttpAnswer answer) {
    return old > 0 && (answer.status() == 422 || (answer.status() == 409 && old == head.size()));
  }

  private Outcome<HttpAnswer> send(Head head, long old, LongFunction<List<String>> consistency) {
    var proof = old == 0 || old == head.size() ? List.<String>of() : consistency.apply(old);
    var lines = proof.stream().map(it -> it + "\n").collect(Collectors.joining());
    var body = "old " + old + "\n" + lines + "\n" + head.note();
    var base = url.toString();
    var address = URI.create((base.endsWith("/") ? base : base + "/") + "add-checkpoint");
    return http.send(
        HttpRequest.newBuilder(address)
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        null,
        timeout,
        LONGEST);
  }

  /** {@link #NOT_NAMED} where it names none. */
  private static long size(HttpAnswer answer) {
    var text = new String(answer.body(), StandardCharsets.US_ASCII);
    return answer.header("Content-Type").startsWith(SIZE_TYPE)
            && text.matches("(0|[1-9][0-9]{0,17})\n")
        ? Long.parseLong(text.strip())
        : NOT_NAMED;
  }

  private CosigningAnswer judged(Head head, long old, HttpAnswer answer) {
    if (contradicts(head, old, answer)) {
      return new Forked(old);
    }
    return switch (answer.status()) {
      case 200 -> cosigned(head, new String(answer.body(), StandardCharsets.UTF_8));
      case 409 -> new Unusable("it refused the size " + old + " and named none");
      case 422 -> new Unusable("it refused a proof that has no hashes");
      case 403 -> new Unusable("it doesn't trust this log's key");
      case 404 -> new Unusable("it wasn't told of this log");
      default -> new Unusable("it answered HTTP " + answer.status() + ": " + answer.excerpt());
    };
  }

  private CosigningAnswer cosigned(Head head, String lines) {
    known.set(head.size());
    var found = new HashMap<Witness, Cosigned.Line>();
    for (var witness : witnesses) {
      for (var line : lines.lines().toList()) {
        Cosignatures.time(witness.key(), line, head.note())
            .ifPresent(at -> found.put(witness, new Cosigned.Line(line, at)));
      }
    }
    if (found.isEmpty()) {
      return new Unusable("what it answered isn't a cosignature of the key in the policy");
    }
    return found.values().stream().allMatch(it -> isNow(it.at()))
        ? new Cosigned(found)
        : new Unusable(
            "its clock is off: it cosigned at "
                + found.values().iterator().next().at()
                + ", and here it's "
                + clock.instant());
  }

  private boolean isNow(Instant at) {
    return Duration.between(at, clock.instant()).abs().compareTo(SKEW) <= 0;
  }
}
