package io.countersign.verifier.command;

import io.countersign.verifier.note.Excerpt;
import io.countersign.verifier.note.MalformedNoteException;
import io.countersign.verifier.note.SignedNote;
import io.countersign.verifier.note.TrustPolicy;
import io.countersign.verifier.record.HeadCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line, taken apart.
 *
 * @param files that aren't an option's
 * @param options by their names, each with its value
 */
record Arguments(List<String> files, Map<String, String> options, boolean json, boolean quiet) {
  private static final Set<String> WITH_VALUE = Set.of("--policy", "--checkpoint", "--scratch");

  Arguments {
    files = List.copyOf(files);
    options = Map.copyOf(options);
  }

  static Arguments parse(List<String> words) throws VerifyUsageException {
    var files = new ArrayList<String>();
    var options = new HashMap<String, String>();
    boolean json = false;
    boolean quiet = false;
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      int equals = word.indexOf('=');
      var name = equals > 0 && word.startsWith("--") ? word.substring(0, equals) : word;
      if (WITH_VALUE.contains(name)) {
        var value =
            equals > 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(++i) : "";
        if (value.isEmpty() || options.put(name, value) != null) {
          throw new VerifyUsageException(name + " takes one file");
        }
      } else if (word.equals("--json")) {
        json = true;
      } else if (word.equals("--quiet")) {
        quiet = true;
      } else if (word.startsWith("-")) {
        throw new VerifyUsageException("there is no option " + Excerpt.of(word));
      } else {
        files.add(word);
      }
    }
    return new Arguments(files, options, json, quiet);
  }

  /** The one file that was asked about. */
  Path file() throws VerifyUsageException {
    if (files.size() != 1) {
      throw new VerifyUsageException("exactly one file is asked about");
    }
    return there(files.getFirst());
  }

  HeadCheck heads(Instant now) throws VerifyUsageException, IOException {
    var file = options.get("--policy");
    if (file == null) {
      return new HeadCheck(null, now);
    }
    try {
      return new HeadCheck(TrustPolicy.parse(Files.readAllBytes(there(file))), now);
    } catch (MalformedNoteException e) {
      throw new VerifyUsageException("the policy " + Excerpt.of(file) + ": " + e.why());
    }
  }

  /** A head that was kept elsewhere. */
  Optional<SignedNote> checkpoint() throws VerifyUsageException, IOException {
    var file = options.get("--checkpoint");
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedNote.parse(Files.readAllBytes(there(file))));
    } catch (MalformedNoteException e) {
      throw new VerifyUsageException("the checkpoint " + Excerpt.of(file) + ": " + e.why());
    }
  }

  Path scratch() throws VerifyUsageException {
    return there(options.getOrDefault("--scratch", System.getProperty("java.io.tmpdir", "/tmp")));
  }

  private static Path there(String name) throws VerifyUsageException {
    var path = Path.of(name);
    if (!Files.isReadable(path)) {
      throw new VerifyUsageException("can't read " + Excerpt.of(name));
    }
    return path;
  }
}
