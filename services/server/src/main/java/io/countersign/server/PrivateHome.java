package io.countersign.server;

import com.sun.security.auth.module.UnixSystem;
import io.countersign.server.config.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * The home, as nobody but its owner may reach it. One that was open until now isn't closed in
 * silence: what others may have put there has to be looked at by a person first.
 */
final class PrivateHome {
  private static final int OTHERS = 077;
  private static final int OTHERS_WRITE = 022;
  private static final int ANYBODY_WRITES = 002;
  private static final int STICKY = 01000;
  private static final int TOLD_AT_MOST = 10;

  /** Unpacked anew, where they aren't what the product ships. */
  private static final Path PROGRAMS = Path.of("data", "bin");

  private final Path home;
  private final long owner;
  private final List<String> problems = new ArrayList<>();

  private PrivateHome(Path home, long owner) {
    this.home = home;
    this.owner = owner;
  }

  /** Makes it, if it isn't there. */
  static void ensure(Path home) throws StartRefusedException {
    try {
      var checked = new PrivateHome(folder(home).toRealPath(), new UnixSystem().getUid());
      checked.check();
    } catch (IOException | UncheckedIOException e) {
      throw new StartRefusedException(List.of(home + " can't be used: " + e));
    }
  }

  private void check() throws StartRefusedException, IOException {
    checkItself();
    for (var above = home.getParent(); above != null; above = above.getParent()) {
      int mode = mode(above);
      if ((mode & ANYBODY_WRITES) != 0 && (mode & STICKY) == 0) {
        problems.add(
            "everybody may replace what is in %s: chmod o-w %s, or take another home"
                .formatted(above, above));
      }
    }
    if (problems.isEmpty()) {
      Files.walkFileTree(home, new Inside());
    }
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems.subList(0, Math.min(problems.size(), TOLD_AT_MOST)));
    }
  }

  private void checkItself() throws IOException {
    if (owner(home) != owner) {
      problems.add(
          "%s belongs to another user (%s): start as that one, or take another home"
              .formatted(home, Files.getOwner(home)));
      return;
    }
    int mode = mode(home);
    if ((mode & OTHERS_WRITE) != 0) {
      problems.add(
          "others may write to %s (mode %s): see what they may have left there, then chmod 700 %s"
              .formatted(home, Integer.toOctalString(mode & 07777), home));
      problems.add("what to look at stands in docs/operations.md, Who may reach the home");
    } else if ((mode & OTHERS) != 0) {
      problems.add(
          "others may look into %s (mode %s): chmod 700 %s"
              .formatted(home, Integer.toOctalString(mode & 07777), home));
    }
  }

  private static int mode(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
  }

  private static long owner(Path path) throws IOException {
    return Integer.toUnsignedLong(
        (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /** What others own there, or could have written while the home was open. */
  private final class Inside extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (home.relativize(folder).equals(PROGRAMS)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      return visitFile(folder, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (owner(file) != owner) {
        problems.add(
            "%s belongs to another user (%s): remove it, or chown it once you know why"
                .formatted(file, Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)));
      } else if (!attributes.isSymbolicLink() && (mode(file) & ANYBODY_WRITES) != 0) {
        problems.add("everybody may write %s: look at it, then chmod o-w %s".formatted(file, file));
      }
      return problems.size() < TOLD_AT_MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** Gone by now, such as a file of a database that still stops. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }

  /** Made, where it isn't there, for its owner alone. */
  static Path folder(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? folder
        : Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** For its owner alone, whatever the process's umask says. */
  static Path file(Path file) throws IOException {
    var mode = PosixFilePermissions.fromString("rw-------");
    if (Files.notExists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
    }
    return Files.setPosixFilePermissions(file, mode);
  }
}
