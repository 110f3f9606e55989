package io.countersign.server;

import io.countersign.server.config.Configuration;
import io.countersign.server.config.Installation;
import io.countersign.server.config.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of private keys, as nobody but their owner may read them: whoever has one is taken for
 * this server. One of root's may be read by a group, as machines keep those that several programs
 * use, and Kubernetes and Swarm mount theirs.
 */
final class KeyFiles {
  private static final int OTHERS_OR_WRITTEN_BY_GROUP = 027;
  private static final int READ_BY_GROUP = 040;
  private static final int ROOT = 0;

  private KeyFiles() {}

  /**
   * @throws StartRefusedException where others could have read one
   */
  static void check(Installation installation, Configuration configuration)
      throws StartRefusedException, IOException {
    var problems = new ArrayList<String>();
    var tls = configuration.tls();
    check("tls.key", tls == null ? null : tls.key(), problems);
    check("TEMPORAL_TLS_CLIENT_KEY_PATH", installation.temporalTls().key(), problems);
    if (!problems.isEmpty()) {
      throw new StartRefusedException(problems);
    }
  }

  private static void check(String setting, @Nullable Path key, List<String> problems)
      throws IOException {
    if (key == null) {
      return;
    }
    int mode = (int) Files.getAttribute(key, "unix:mode");
    boolean shared = (int) Files.getAttribute(key, "unix:uid") == ROOT;
    int forbidden = OTHERS_OR_WRITTEN_BY_GROUP | (shared ? 0 : READ_BY_GROUP);
    if ((mode & forbidden) != 0) {
      problems.add(
          ("%s: others may reach the key %s (mode %s): chmod 600 %s (where it's a mounted secret:"
                  + " Kubernetes' defaultMode: 0440 with the pod's fsGroup, or Swarm's mode: 0440"
                  + " with its gid), and have a new one made if they may have read it")
              .formatted(setting, key, Integer.toOctalString(mode & 07777), key));
    }
  }
}
