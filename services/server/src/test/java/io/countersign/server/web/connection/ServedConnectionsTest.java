package io.countersign.server.web.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServedConnectionsTest {
  private static final int MOST = 3;
  private static final int LEAVING = 32;
  private static final Duration NONE = Duration.ofNanos(-1);
  private static final Duration LONG = Duration.ofHours(1);

  private final ServedConnections served = new ServedConnections();
  private final List<SocketChannel> channels = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (var channel : channels) {
      channel.close();
    }
  }

  private void open(String source, int many) throws IOException {
    for (int i = 0; i < many; i++) {
      var channel = SocketChannel.open();
      channels.add(channel);
      served.opened(source + " " + i, source, channel);
    }
  }

  /** Whoever accepts connections asks this, and everybody else's wait behind. */
  @Test
  void onlyThoseOfAPlaceThatIsFullOfLeavingOnesWaitForThem() throws Exception {
    open("a", MOST + LEAVING);
    assertThat(served.isLeaving("a", MOST)).isTrue();
    assertThat(served.isLeaving("b", MOST)).isFalse();
    var waiting = Thread.ofVirtual().start(() -> served.awaitLeaving("a", MOST));
    assertThat(served.makeRoom("b", MOST)).as("while somebody waits").isTrue();
    channels.getFirst().close();
    Eventually.holds("the end of the wait", () -> !waiting.isAlive());
    assertThat(served.isLeaving("a", MOST)).isFalse();
  }

  /**
   * On a machine as busy as in an incident, its logins would be lost, and their answers with them.
   */
  @Test
  void whoWaitsForTheServerIsNotCutOffForThat() throws Exception {
    var impatient = new ServedConnections(NONE);
    var answering = new AtomicBoolean();
    try (var listener = ServerSocketChannel.open().bind(null);
        var channel = SocketChannel.open(listener.getLocalAddress())) {
      impatient.opened("a 1", "a", channel);
      impatient.begin("a 1", answering::get);
      impatient.whole("a 1");
      impatient.sweep(LONG);
      assertThat(channel.socket().isOutputShutdown()).as("its login is being checked").isFalse();
      answering.set(true);
      impatient.sweep(LONG);
      assertThat(channel.socket().isOutputShutdown()).as("it takes no answer").isTrue();
    }
  }

  @Test
  void whoTellsNoBodyIsCutOff() throws Exception {
    var impatient = new ServedConnections(NONE);
    try (var listener = ServerSocketChannel.open().bind(null);
        var channel = SocketChannel.open(listener.getLocalAddress())) {
      impatient.opened("a 1", "a", channel);
      impatient.begin("a 1", () -> false);
      impatient.sweep(LONG);
      assertThat(channel.socket().isOutputShutdown()).isTrue();
    }
  }

  @Test
  void ofThoseThatWaitTheNewestEntersAndOfTooManyTheOldestGoes() throws Exception {
    var arrivals = new Arrivals();
    var entered = new LinkedBlockingQueue<Integer>();
    var away = new ArrayList<Integer>();
    var gate = new CountDownLatch(1);
    var inside = new CountDownLatch(1);
    arrivals.add("a", new Arrivals.Arrival(() -> passed(inside, gate), () -> away.add(-1)));
    inside.await();
    for (int i = 0; i < 18; i++) {
      int number = i;
      arrivals.add("a", new Arrivals.Arrival(() -> entered.add(number), () -> away.add(number)));
    }
    assertThat(arrivals.areWaiting("a")).isTrue();
    assertThat(arrivals.areWaiting("b")).isFalse();
    assertThat(away).containsExactly(0, 1);
    gate.countDown();
    Eventually.holds("the last enters", () -> !arrivals.areWaiting("a"));
    assertThat(entered).hasSize(16).startsWith(17, 16, 15).endsWith(2);
  }

  private static void passed(CountDownLatch inside, CountDownLatch gate) {
    inside.countDown();
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
