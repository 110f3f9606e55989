package io.countersign.witness.command;

import io.countersign.witness.command.WitnessCommand.Context;
import io.countersign.witness.http.WitnessServer;
import io.countersign.witness.store.WitnessFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers logs until it's told to stop. */
final class ServeCommand {
  private static final String LOOPBACK = "127.0.0.1:7790";
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
  private static final int HIGHEST = 65_535;

  private ServeCommand() {}

  static void serve(WitnessArguments arguments, Context context)
      throws WitnessUsageException, IOException, InterruptedException {
    var address = address(arguments.none().orElse("listen", LOOPBACK));
    var folder = WitnessFolder.open(Path.of(arguments.required("dir")));
    for (var log : folder.logs()) {
      log.head(); // a damaged one is told now, not when a log asks
    }
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stop, stopped)));
    try (var server =
        WitnessServer.start(
            folder, address, context.time(), new SparseNotices(context.err(), context.time()))) {
      context.out().println(url(address, server.port()));
      stop.await();
    }
    stopped.countDown();
  }

  private static String url(InetSocketAddress address, int port) {
    var host = address.getAddress().getHostAddress();
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static InetSocketAddress address(String listen) throws WitnessUsageException {
    int colon = listen.lastIndexOf(':');
    try {
      int port = Integer.parseInt(listen.substring(colon + 1));
      if (colon > 0 && port >= 0 && port <= HIGHEST) {
        return new InetSocketAddress(InetAddress.getByName(listen.substring(0, colon)), port);
      }
    } catch (NumberFormatException | UnknownHostException e) {
      throw new WitnessUsageException("--listen takes HOST:PORT: " + e.getMessage());
    }
    throw new WitnessUsageException("--listen takes HOST:PORT, not " + listen);
  }

  /** A signal: what was begun is answered before the process ends. */
  private static void end(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      if (!stopped.await(LAST_ANSWERS.toSeconds(), TimeUnit.SECONDS)) {
        Runtime.getRuntime().halt(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
