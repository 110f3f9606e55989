/**
 * The witness's folder: which logs it knows, the largest checkpoint of each, and what it keeps
 * beside.
 */
@NullMarked
package io.countersign.witness.store;

import org.jspecify.annotations.NullMarked;
