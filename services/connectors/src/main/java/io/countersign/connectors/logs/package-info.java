/** What log lines say: their kinds, without what nobody else may read. */
@NullMarked
package io.countersign.connectors.logs;

import org.jspecify.annotations.NullMarked;
