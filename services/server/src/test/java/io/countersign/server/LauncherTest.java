package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.domain.testing.Eventually;
import io.countersign.ledger.testing.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher itself, on a build and a JDK that are only there to see what it does with them. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "..", "countersign");

  @TempDir(factory = ScratchFolder.class)
  Path folder;

  private Path build;

  @BeforeEach
  void build() throws Exception {
    Files.copy(LAUNCHER, folder.resolve("countersign"));
    build = Files.createDirectories(folder.resolve("target/launch/1.1"));
    Files.createDirectories(build.resolve("server"));
    Files.writeString(build.resolve("server/product.jar"), "the product");
    Files.writeString(build.resolve("server.arguments"), "-cp \"product.jar\"\n");
    Files.writeString(build.resolve("stamp"), "");
    Files.writeString(folder.resolve("target/launch/current"), "1.1\n");
    Files.createDirectory(folder.resolve("home"));
    var jdk = Files.createDirectories(folder.resolve("jdk/bin"));
    Files.writeString(build.resolve("java-home"), jdk.getParent() + "\n");
    Files.writeString(jdk.getParent().resolve("release"), "JAVA_VERSION=\"25\"\n");
    program(jdk.resolve("javac"), "");
    java("env >>$COUNTERSIGN_HOME/environment; echo \"$@\" >>$COUNTERSIGN_HOME/arguments");
    assertThat(
            sh(
                    "sha256sum server.arguments server/*.jar >server.sha256 && chmod -R go-w ../..",
                    Map.of())
                .directory(build.toFile())
                .start()
                .waitFor())
        .isZero();
  }

  @Test
  void runsWhatWasBuiltWithoutWhatTheEnvironmentWouldMakeOfIt() throws Exception {
    var loaders =
        List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "LD_LIBRARY_PATH", "LD_X", "CLASSPATH");
    var environment = new HashMap<String, String>();
    loaders.forEach(name -> environment.put(name, "-Dx"));
    // Not even where the configuration names it.
    Files.writeString(folder.resolve("home/countersign.yaml"), "a: env:LD_X\n");
    var up = up(environment);
    assertThat(up.waitFor(Eventually.PATIENCE)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(handedOn()).doesNotContainAnyElementsOf(loaders);
    assertThat(home("arguments")).contains("-XX:+ExitOnOutOfMemoryError");
    assertThat(errors(up)).contains("JAVA_TOOL_OPTIONS is not handed on");
  }

  /** What nobody reads may hold anything: another program's secrets, say. */
  @Test
  void handsOnWhatIsReadAndNothingElse() throws Exception {
    Files.writeString(
        folder.resolve("home/countersign.yaml"),
        """
        integrations:
          - token: "env:TOKEN_OF_THE_CONFIGURATION"
        """);
    var other = folder.resolve("other.yaml");
    Files.writeString(other, "password: env:SECRET_OF_ANOTHER\n");
    var environment =
        Map.of(
            "TOKEN_OF_THE_CONFIGURATION",
            "a",
            "SECRET_OF_ANOTHER",
            "b",
            "AWS_SECRET_KEY",
            "c",
            "COUNTERSIGN_PORT",
            "0",
            "TEMPORAL_ADDRESS",
            "x:1",
            "LC_ALL",
            "C",
            "root",
            "/x",
            "MANY_LINES",
            "a\nexport PATH=b\n");
    assertThat(up(environment).waitFor()).isZero();
    assertThat(handedOn())
        .contains(
            "TOKEN_OF_THE_CONFIGURATION", "COUNTERSIGN_PORT", "TEMPORAL_ADDRESS", "LC_ALL", "PATH")
        .doesNotContain("SECRET_OF_ANOTHER", "AWS_SECRET_KEY", "root", "MANY_LINES");
    assertThat(up(environment, "--config", other.toString()).waitFor()).isZero();
    assertThat(handedOn()).contains("SECRET_OF_ANOTHER");
  }

  private List<String> handedOn() throws IOException {
    return home("environment").lines().map(line -> line.split("=", 2)[0]).toList();
  }

  @Test
  void refusesWhatIsNotWhatWasBuiltAndWhatOthersCouldHaveChanged() throws Exception {
    Files.writeString(build.resolve("server/product.jar"), "another product");
    assertRefused("isn't what was built there");
    Files.writeString(build.resolve("server/product.jar"), "the product");
    for (var open : List.of(build.resolve("server/product.jar"), build, build.getParent())) {
      var before = Files.getPosixFilePermissions(open);
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxr-x"));
      assertRefused(open.toString());
      Files.setPosixFilePermissions(open, before);
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertRefused("everybody may change what is in " + folder.toRealPath());
    assertThat(folder.resolve("home/arguments")).doesNotExist();
  }

  private void assertRefused(String why) throws Exception {
    var up = up(Map.of());
    assertThat(up.waitFor(Eventually.PATIENCE)).isTrue();
    assertThat(up.exitValue()).isEqualTo(1);
    assertThat(errors(up)).contains(why);
  }

  @Test
  void startsAServerAgainThatDiedAndNotOneThatRefusedToStart() throws Exception {
    java(
        "cd $COUNTERSIGN_HOME; echo \"$@\" >>arguments; case $(wc -l <arguments) in"
            + " 1) kill -9 $$ ;; 2) echo 1 >port; kill -9 $$ ;; esac; exit 2");
    var up = up(Map.of(), "--reset-administrator", "--halted");
    assertThat(up.waitFor(Eventually.PATIENCE)).isTrue();
    assertThat(up.exitValue()).isEqualTo(2);
    assertThat(errors(up)).contains("the server died (exit code 137)");
    assertThat(home("restarts")).matches("(?s)2.*Z 137\n2.*Z 137\n");
    // The first died before it could do what is done once, the second after it.
    var started = home("arguments").lines().toList();
    assertThat(started).hasSize(3);
    assertThat(started.subList(0, 2)).allMatch(it -> it.contains("--reset-administrator --halted"));
    assertThat(started.getLast()).doesNotContain("--reset", "--halted");
  }

  @Test
  void endsTheServerWhenItIsToldToAndWhenItIsKilled() throws Exception {
    java("echo $$ >$COUNTERSIGN_HOME/pid; exec sleep 600");
    for (var killed : new boolean[] {false, true}) {
      Files.deleteIfExists(folder.resolve("home/pid"));
      var up = up(Map.of());
      var java = Eventually.get("its process", () -> process(folder.resolve("home/pid")));
      if (killed) {
        up.destroyForcibly();
      } else {
        up.destroy();
      }
      assertThat(up.waitFor(Eventually.PATIENCE)).isTrue();
      java.onExit().get(Eventually.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(folder.resolve("home/restarts")).doesNotExist();
    }
  }

  private static Optional<ProcessHandle> process(Path file) {
    try {
      var text = Files.exists(file) ? Files.readString(file) : "";
      return text.endsWith("\n")
          ? ProcessHandle.of(Long.parseLong(text.strip()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void java(String script) throws IOException {
    program(folder.resolve("jdk/bin/java"), script);
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process up(Map<String, String> environment, String... arguments) throws IOException {
    return sh("exec ./countersign up " + String.join(" ", arguments), environment)
        .directory(folder.toFile())
        .redirectError(folder.resolve("errors").toFile())
        .start();
  }

  private ProcessBuilder sh(String script, Map<String, String> environment) {
    var builder = new ProcessBuilder("/bin/sh", "-c", script);
    var all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("COUNTERSIGN") || name.startsWith("JAVA"));
    all.put("COUNTERSIGN_HOME", folder.resolve("home").toString());
    all.put("COUNTERSIGN_BUILD", "off");
    all.put("COUNTERSIGN_AOT", "off");
    all.putAll(environment);
    return builder;
  }

  private String home(String name) throws IOException {
    return Files.readString(folder.resolve("home").resolve(name));
  }

  private String errors(Process ended) throws IOException {
    assertThat(ended.isAlive()).isFalse();
    return Files.readString(folder.resolve("errors"));
  }
}
