/**
 * What every page and call shares: problems, paging, idempotency, bodies kept beside the record.
 */
@NullMarked
package io.countersign.server.web;

import org.jspecify.annotations.NullMarked;
