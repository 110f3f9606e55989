/** Logs as files of one JSON object a line. */
@NullMarked
package io.countersign.connectors.jsonlines;

import org.jspecify.annotations.NullMarked;
