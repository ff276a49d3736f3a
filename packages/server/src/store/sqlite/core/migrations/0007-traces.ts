/** The trace that a call belongs to, as its caller told it. */
export const traces = `
ALTER TABLE calls ADD COLUMN traceparent TEXT;
`;
