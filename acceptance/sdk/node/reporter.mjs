// One line of JSON for each case: its name, and why it failed if it did.
export default async function* reporter(events) {
  const suites = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      suites.length = data.nesting;
      suites.push(data.name);
    } else if ((type === 'test:pass' || type === 'test:fail') && data.details.type !== 'suite') {
      const failure = type === 'test:fail' ? describe(data.details.error) : null;
      const name = [...suites.slice(0, data.nesting), data.name].join(': ');
      yield `${JSON.stringify({ name, failure })}\n`;
    }
  }
}

function describe(error) {
  return error.cause?.stack ?? error.stack ?? String(error);
}
