/// The tape, its operations, the thread pool and the one door to OpenBLAS.
enum LoraTensor {}
