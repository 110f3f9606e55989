/** The followers of the record: views, the correlator, automations. */
@NullMarked
package io.countersign.ledger.process;

import org.jspecify.annotations.NullMarked;
