/** Says on the standard error how much memory the process had at most, in megabytes. */
process.on('exit', () => {
  process.stderr.write(`memory ${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
