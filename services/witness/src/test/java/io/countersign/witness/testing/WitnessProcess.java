package io.countersign.witness.testing;

import io.countersign.verifier.note.SignedNote;
import io.countersign.witness.command.WitnessProgram;
import io.countersign.witness.store.WitnessFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program that people run, in a process of its own, and a caller of it. */
public final class WitnessProcess implements AutoCloseable {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Process process;
  private final URI url;

  private WitnessProcess(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Listens when it returns. */
  public static WitnessProcess serve(Path folder, String... options) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath(), WitnessProgram.class.getName(), "serve"));
    command.addAll(List.of("--dir", folder.toString(), "--listen", "127.0.0.1:0"));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("the witness ended before it listened");
    }
    return new WitnessProcess(process, URI.create(line));
  }

  private static String classPath() {
    return Stream.of(WitnessProgram.class, SignedNote.class)
        .map(WitnessProcess::location)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  public URI url() {
    return url;
  }

  public HttpResponse<String> add(String request) {
    return post("/add-checkpoint", request.getBytes(StandardCharsets.UTF_8));
  }

  public HttpResponse<String> post(String path, byte[] body) {
    return send(
        HttpRequest.newBuilder(url.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build());
  }

  public HttpResponse<String> head(String origin) {
    return get("/" + WitnessFolder.hash(origin) + "/checkpoint");
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(url.resolve(path)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As {@code kill}; its exit code. */
  public int stop() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  @Override
  public void close() {
    kill();
  }
}
