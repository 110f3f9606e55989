package io.countersign.ledger.codec;

import java.util.List;
import java.util.ServiceLoader;

/** Every vocabulary of this installation, in the order in which they are listed. */
public final class Vocabularies {
  private static final List<Vocabulary> ALL =
      ServiceLoader.load(Vocabulary.class, Vocabulary.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private Vocabularies() {}

  public static List<Vocabulary> all() {
    return ALL;
  }
}
