/** What witnesses say of the record, for people: the doctor's lines, and a decision. */
@NullMarked
package io.countersign.server.audit.witness;

import org.jspecify.annotations.NullMarked;
