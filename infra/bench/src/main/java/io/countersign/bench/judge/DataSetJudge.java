package io.countersign.bench.judge;

import io.countersign.bench.Figure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The judge of one data set: plays it through the product's functions and scores the answers. */
interface DataSetJudge {
  /** The folder's name. */
  String set();

  /**
   * @param data the set's folder
   * @param progress for people
   */
  List<Figure> judge(Path data, PrintStream progress) throws IOException;
}
