package io.countersign.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EchoEncoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import com.sun.security.auth.module.UnixSystem;
import io.countersign.ledger.testing.ScratchFolder;
import io.countersign.server.config.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateHomeTest {
  @TempDir(factory = ScratchFolder.class)
  Path folder;

  @Test
  void aNewHomeIsItsOwnersAlone() throws Exception {
    var home = folder.resolve("a").resolve("home");
    PrivateHome.ensure(home);
    assertThat(mode(home)).isEqualTo("rwx------");
    PrivateHome.ensure(home);
  }

  @Test
  void aHomeThatIsOpenToOthersIsRefusedAndNotClosedInSilence() throws Exception {
    for (var mode : List.of("rwxr-xr-x", "rwxr-x---", "rwx--x---", "rwxrwx---", "rwx----w-")) {
      var home = home(mode);
      assertThat(refusal(home)).contains("chmod 700 " + home);
      assertThat(mode(home)).isEqualTo(mode);
    }
    assertThat(refusal(home("rwxrwx---"))).contains("see what they may have left");
  }

  @Test
  void aHomeThatAnybodyMayMoveAwayIsRefused() throws Exception {
    var above = Files.createDirectory(folder.resolve("above"));
    chmod(above, "rwxrwxrwx");
    Files.createDirectory(above.resolve("x"), permissions("rwx------"));
    assertThat(refusal(above.resolve("x"))).contains("chmod o-w " + above);
  }

  @Test
  void whatEverybodyCouldHaveWrittenIsNamedButForTheProgramsThatAreUnpackedAnew() throws Exception {
    var home = home("rwx------");
    var programs = Files.createDirectories(home.resolve("data").resolve("bin"));
    chmod(programs, "rwxrwxrwx");
    PrivateHome.ensure(home);
    var file = Files.writeString(home.resolve("countersign.yaml"), "");
    chmod(file, "rw-rw-rw-");
    assertThat(refusal(home)).contains(file + ": look at it");
  }

  @Test
  void whatBelongsToAnotherUserIsRefused() throws Exception {
    assumeTrue(new UnixSystem().getUid() == 0, "only root can give files away");
    var home = home("rwx------");
    var planted = Files.writeString(home.resolve("identity"), "");
    Files.setAttribute(planted, "unix:uid", 65_534);
    assertThat(refusal(home)).contains(planted + " belongs to another user");
    Files.delete(planted);
    Files.setAttribute(home, "unix:uid", 65_534);
    assertThat(refusal(home)).contains("start as that one");
  }

  @Test
  void everyLogFileIsItsOwnersAlone() throws Exception {
    var logs = folder.resolve("logs");
    var older = Files.createDirectories(logs).resolve("server.2026-01-01.0.log.gz");
    Files.writeString(older, "");
    var appender = appender(logs);
    appender.openFile(logs.resolve("server.log").toString());
    appender.rollover();
    appender.stop();
    try (var files = Files.list(logs)) {
      assertThat(files).hasSize(3).allSatisfy(it -> assertThat(mode(it)).isEqualTo("rw-------"));
    }
  }

  private static PrivateLogAppender<ILoggingEvent> appender(Path logs) {
    var context = new LoggerContext();
    var appender = new PrivateLogAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setFile(logs.resolve("server.log").toString());
    appender.setEncoder(new EchoEncoder<>());
    var rolling = new FixedWindowRollingPolicy();
    rolling.setContext(context);
    rolling.setParent(appender);
    rolling.setFileNamePattern(logs.resolve("server.%i.log").toString());
    rolling.start();
    appender.setRollingPolicy(rolling);
    var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
    trigger.setContext(context);
    trigger.start();
    appender.setTriggeringPolicy(trigger);
    appender.start();
    return appender;
  }

  private Path home(String mode) throws IOException {
    var home = Files.createTempDirectory(folder, "home");
    chmod(home, mode);
    return home;
  }

  private static String refusal(Path home) {
    var refused = new StringBuilder();
    assertThatThrownBy(() -> PrivateHome.ensure(home))
        .isInstanceOfSatisfying(
            StartRefusedException.class, it -> refused.append(String.join("\n", it.problems())));
    return refused.toString();
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private static FileAttribute<?> permissions(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
