package io.countersign.server.architecture;

import io.temporal.workflow.Workflow;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small classes that do what decisions and workflows may not, one thing each. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // nobody runs them: they are read
final class Offenders {
  private Offenders() {}

  static final Map<Impurity, List<Class<?>>> ALL =
      Map.of(
          Impurity.ASKS_FOR_THE_TIME,
              List.of(Now.class, NowByAClock.class, Today.class, Zone.class),
          Impurity.ASKS_A_SYSTEM_CLOCK, List.of(SystemSource.class),
          Impurity.ASKS_THE_SYSTEM, List.of(Nanos.class, Variable.class, Property.class),
          Impurity.HAS_THREADS, List.of(Sleeper.class, Starter.class, Later.class),
          Impurity.ROLLS_DICE,
              List.of(Dice.class, Secure.class, Local.class, Maths.class, Id.class, Shuffled.class),
          Impurity.READS_OR_WRITES, List.of(Reader.class, Old.class, Network.class, Program.class),
          Impurity.LOGS_BY_ITSELF, List.of(Talker.class, OldTalker.class));

  /** What is like an impurity and isn't one. */
  record Pure(Instant at, URI link, Duration pause) {
    static final Logger LOG = Workflow.getLogger(Pure.class);

    Instant due() {
      return at.plus(pause);
    }

    @Override
    public String toString() {
      return link + " " + Math.max(1, at.getNano());
    }
  }

  private record Now(Instant at) {
    Now() {
      this(Instant.now());
    }
  }

  private record NowByAClock(Clock clock) {
    Instant at() {
      return Instant.now(clock);
    }
  }

  private record Today(LocalDate date) {
    Today(ZoneId zone) {
      this(LocalDate.now(zone));
    }
  }

  private record Zone(Clock clock) {}

  private record SystemSource(InstantSource source) {
    SystemSource() {
      this(InstantSource.system());
    }
  }

  private record Nanos(long at) {
    Nanos() {
      this(System.nanoTime());
    }
  }

  private record Variable(String value) {
    Variable() {
      this(System.getenv("HOME"));
    }
  }

  private record Property(String value) {
    Property() {
      this(System.lineSeparator());
    }
  }

  private record Sleeper(long millis) {
    void sleep() throws InterruptedException {
      Thread.sleep(millis);
    }
  }

  private record Starter(Runnable work) {
    void start() {
      Thread.ofVirtual().start(work);
    }
  }

  private record Later(CompletableFuture<String> answer) {}

  private record Dice(Random random) {}

  private record Secure(SecureRandom random) {}

  private record Local(int number) {
    Local() {
      this(ThreadLocalRandom.current().nextInt());
    }
  }

  private record Maths(double number) {
    Maths() {
      this(Math.random());
    }
  }

  private record Id(UUID id) {
    Id() {
      this(UUID.randomUUID());
    }
  }

  private record Shuffled(List<String> cards) {
    void shuffle() {
      Collections.shuffle(cards);
    }
  }

  private record Reader(Path path) {
    boolean exists() {
      return Files.exists(path);
    }
  }

  private record Old(File file) {}

  private record Network(java.net.Socket socket) {}

  private record Program(String command) {
    ProcessBuilder start() {
      return new ProcessBuilder(command);
    }
  }

  private record Talker(String word) {
    static final Logger LOG = LoggerFactory.getLogger(Talker.class);
  }

  private record OldTalker(java.util.logging.Logger log) {}
}
