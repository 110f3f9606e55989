/** Reports of the record: made of leaves alone, with the proof that these are all. */
@NullMarked
package io.countersign.server.report;

import org.jspecify.annotations.NullMarked;
