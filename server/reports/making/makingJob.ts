/** As the audit names what is done without anybody's asking. */
export const makingJob = 'duban make_reports';
