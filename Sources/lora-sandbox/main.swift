LoraSandboxCommand.main()
