package io.countersign.server.witness;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.verifier.note.VerifierKey;
import io.countersign.witness.http.WitnessServer;
import io.countersign.witness.store.CosignatureKind;
import io.countersign.witness.store.WitnessFolder;
import io.countersign.witness.store.WitnessKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The program that people run as a witness, here in this JVM: it listens, and can be lost. */
public final class RunningWitness implements AutoCloseable {
  private final String name;
  private final InstantSource time;
  private final Path home;
  private final WitnessFolder folder;
  private WitnessServer server;
  private final int port;

  private RunningWitness(
      String name, InstantSource time, Path home, WitnessFolder folder, WitnessServer server) {
    this.name = name;
    this.time = time;
    this.home = home;
    this.folder = folder;
    this.server = server;
    this.port = server.port();
  }

  /**
   * @param log the log's key, as others know it
   */
  public static RunningWitness start(
      String name, String log, InstantSource time, CosignatureKind... kinds) throws Exception {
    var home = ScratchFolder.create();
    var keys = WitnessKeys.generate("witness.example/" + name, List.of(kinds));
    var folder = WitnessFolder.create(home.resolve("witness"), keys);
    folder.trust(VerifierKey.parse(log));
    return new RunningWitness(name, time, home, folder, serve(folder, 0, time));
  }

  private static WitnessServer serve(WitnessFolder folder, int port, InstantSource time)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return WitnessServer.start(folder, address, time, _ -> {});
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Its lines of a policy: the name, with a number behind it from the second key on. */
  public String policy() {
    var keys = folder.keys().vkeys();
    return keys.stream()
        .map(it -> "witness %s%s %s %s\n".formatted(name, number(keys.indexOf(it)), it, url()))
        .collect(Collectors.joining());
  }

  /** Name and id of its keys, by which its claims are told from another's. */
  public String id() {
    return folder.keys().vkeys().stream()
        .map(VerifierKey::toString)
        .map(it -> it.substring(0, it.indexOf('+') + 9))
        .collect(Collectors.joining(", "));
  }

  private static String number(int index) {
    return index == 0 ? "" : String.valueOf(index + 1);
  }

  /** The size of the tree that it cosigned last. */
  public long size(String origin) throws Exception {
    return folder.log(origin).orElseThrow().head().tree(origin).size();
  }

  /** Nobody answers at its address. */
  public void lose() {
    server.close();
  }

  /** With all that it knew. */
  public void comeBack() {
    server = Eventually.get("its port is free", this::again);
  }

  /** Empty while somebody else has its port. */
  private Optional<WitnessServer> again() {
    try {
      return Optional.of(serve(folder, port, time));
    } catch (BindException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    ScratchFolder.delete(home);
  }
}
